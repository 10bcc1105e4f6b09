import { type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { template, withWidth } from '../model/columns.ts';
import type { Column, GridProps } from '../model/types.ts';
import css from './GridHeader.module.css';

interface ResizeHandleProps<T> {
  readonly props: GridProps<T>;
  readonly column: Column<T>;
  readonly columns: readonly Column<T>[];
  readonly root: RefObject<HTMLElement | null>;
}

/**
 * The edge of a column header for the pointer (the keyboard resizes on the header itself). While it moves only a custom
 * property changes, so no row is drawn again; the caller hears of the width once, at the end. A double click gives the
 * column its own width back.
 */
export function ResizeHandle<T>({ props, column, columns, root }: ResizeHandleProps<T>): ReactNode {
  const drag = useRef<{ x: number; width: number; now: number } | undefined>(undefined);
  const down = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width ?? column.width;
    drag.current = { x: event.clientX, width, now: width };
  };
  const move = (event: PointerEvent) => {
    if (!drag.current || !root.current) return;
    drag.current.now = drag.current.width + event.clientX - drag.current.x;
    const { tracks, width } = template(columns, withWidth(props.layout, column, drag.current.now));
    root.current.style.setProperty('--tracks', tracks);
    root.current.style.setProperty('--least', `${width}px`);
  };
  const up = () => {
    const { width, now } = drag.current ?? { width: 0, now: 0 };
    drag.current = undefined;
    if (now !== width) props.onLayout?.(withWidth(props.layout, column, now));
  };
  return (
    <span
      aria-hidden="true"
      className={css['handle']}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => props.onLayout?.(withWidth(props.layout, column, undefined))}
    />
  );
}

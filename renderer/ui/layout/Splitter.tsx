import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import css from './Splitter.module.css';

/** px per arrow key, and with Shift. */
const step = 8;
const leap = 64;

export interface SplitterProps {
  /** What it resizes: the accessible name. */
  readonly label: string;
  /** `vertical` stands between left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Size of the pane in px, and its bounds. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  /** The pane is right of or below the bar. */
  readonly after?: boolean;
  readonly onChange: (value: number) => void;
  /** After a drag or a key: the time to store the value. */
  readonly onCommit?: (value: number) => void;
}

/** The bar between two panes: drag it, or move it with the arrow keys; a double click or Enter gives the default back. */
export function Splitter(props: SplitterProps): ReactNode {
  const { orientation, value, min, max, initial, after } = props;
  const drag = useRef<{ from: number; value: number; now: number } | undefined>(undefined);
  const vertical = orientation === 'vertical';
  const sign = after ? -1 : 1;
  const clamp = (next: number) => Math.round(Math.min(Math.max(next, min), Math.max(min, max)));
  const set = (next: number) => {
    props.onChange(clamp(next));
    props.onCommit?.(clamp(next));
  };
  const place = (event: PointerEvent) => (vertical ? event.clientX : event.clientY);
  const end = () => {
    if (drag.current && drag.current.now !== drag.current.value) props.onCommit?.(drag.current.now);
    drag.current = undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? leap : step;
    const keys: Record<string, number> = {
      [vertical ? 'ArrowRight' : 'ArrowDown']: value + sign * by,
      [vertical ? 'ArrowLeft' : 'ArrowUp']: value - sign * by,
      Home: min,
      End: max,
      Enter: initial,
    };
    const next = keys[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={orientation}
      aria-valuenow={clamp(value)}
      aria-valuemin={min}
      aria-valuemax={Math.max(min, max)}
      className={css['splitter']}
      onKeyDown={onKeyDown}
      onDoubleClick={() => set(initial)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: place(event), value, now: value };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        drag.current.now = clamp(drag.current.value + sign * (place(event) - drag.current.from));
        props.onChange(drag.current.now);
      }}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

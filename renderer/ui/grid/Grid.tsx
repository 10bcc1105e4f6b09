import { type CSSProperties, type ReactNode, type Ref, type RefObject, useImperativeHandle, useRef } from 'react';
import { ContextMenu } from '../overlays/ContextMenu.tsx';
import { useLatest } from '../use-latest.ts';
import css from './Grid.module.css';
import { GridLines } from './GridLines.tsx';
import { ColumnMenu } from './header/ColumnMenu.tsx';
import { GridHeader } from './header/GridHeader.tsx';
import { menuFor } from './menu.ts';
import { onGridKey } from './model/keys.ts';
import { moveTo, type Selection } from './model/selection.ts';
import type { GridProps } from './model/types.ts';
import { onGridClick } from './pointer.ts';
import { type Active, useActive } from './use-active.ts';
import { type GridFocus, useFocus } from './use-focus.ts';
import { type GridModel, useModel } from './use-model.ts';
import { useRoom } from './use-room.ts';
import { useView, type View } from './use-view.ts';

export interface GridHandle {
  /** Moves the focus to the active row, or to the first one. */
  focus: () => void;
  /** Makes an item's row active and scrolls to it; does nothing when it is not shown. */
  reveal: (id: string) => void;
}

interface GridState<T> {
  readonly model: GridModel<T>;
  readonly view: View;
  readonly focus: GridFocus;
  readonly active: Active;
  /** Makes this the selection and brings its active line into view and focus. */
  readonly go: (next: Selection) => void;
}

function useGrid<T>(props: GridProps<T>, scroller: RefObject<HTMLDivElement | null>): GridState<T> {
  const model = useModel(props, useRoom(scroller));
  const { lines } = model;
  const active = useActive(props, lines);
  const view = useView(scroller, model, active.at, props.grouping?.collapsed, props.onVisibleChange);
  const focus = useFocus(scroller, active.key, (key) => {
    if (key !== props.selection.active) props.onSelection(moveTo(props.selection, key));
  });
  const go = (next: Selection) => {
    const index = next.active === undefined ? undefined : lines.index.get(next.active);
    if (next.active === undefined || index === undefined) return;
    view.reveal(index);
    focus.moveTo(next.active);
    props.onSelection(next);
  };
  return { model, view, focus, active, go };
}

function GridBody<T>({
  props,
  grid,
  onLeave,
}: {
  props: GridProps<T>;
  grid: GridState<T>;
  onLeave: () => void;
}): ReactNode {
  const latest = useLatest(props);
  const { model, view, focus, active, go } = grid;
  const { lines } = model;
  return (
    <div
      role="rowgroup"
      className={css['lines']}
      style={{ height: view.height }}
      onFocus={focus.onFocus}
      onBlur={focus.onBlur}
      onClick={(event) => onGridClick(event, props, lines)}
      onKeyDown={(event) => {
        if (!onGridKey(event, { props, lines, at: active.at ?? 0, page: view.page, go, leave: onLeave })) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <GridLines latest={latest} model={model} drawn={view.drawn} activeKey={active.key} />
    </div>
  );
}

/**
 * The one table of the app: virtual rows, sorting, columns that resize and hide, multi-select, groups, row verbs and
 * context menus, all from the keyboard too. The caller keeps sort, layout, selection and folding, so that they can be
 * stored. Rows keep their place by id whatever happens around them. Fills a flex parent.
 */
export function Grid<T>({ ref, ...props }: GridProps<T> & { ref?: Ref<GridHandle> | undefined }): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useGrid(props, scroller);
  const { model, active, go } = grid;
  const { selection } = props;
  useImperativeHandle(ref, () => ({
    focus: () => active.key !== undefined && go(moveTo(selection, active.key)),
    reveal: (id) => model.lines.index.has(id) && go(moveTo(selection, id)),
  }));
  const style: CSSProperties & Record<'--tracks' | '--least', string> = {
    '--tracks': model.tracks,
    '--least': `${model.width}px`,
  };
  return (
    <div className={css['frame']}>
      <ContextMenu menu={(target) => menuFor(target, props, model)}>
        <div
          ref={scroller}
          role="grid"
          aria-label={props.label}
          tabIndex={-1}
          aria-rowcount={model.lines.list.length + 1}
          aria-multiselectable="true"
          data-soft={selection.soft || undefined}
          className={css['grid']}
          style={style}
        >
          <GridHeader
            props={props}
            columns={model.columns}
            root={scroller}
            alone={active.key === undefined}
            onLeave={() => active.key !== undefined && go(moveTo(selection, active.key))}
          />
          <GridBody
            props={props}
            grid={grid}
            onLeave={() => scroller.current?.querySelector<HTMLElement>('[data-turn]')?.focus()}
          />
        </div>
      </ContextMenu>
      {props.onLayout && <ColumnMenu props={props} drawn={model.columns} />}
      {model.lines.list.length === 0 && props.empty !== undefined && <div className={css['empty']}>{props.empty}</div>}
    </div>
  );
}

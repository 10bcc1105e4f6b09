import type { KeyboardEvent } from 'react';
import type { Lines } from './lines.ts';
import { extendTo, moveTo, pickAll, pickNone, type Selection, toggle } from './selection.ts';
import type { GridProps } from './types.ts';

export interface KeyContext<T> {
  readonly props: GridProps<T>;
  readonly lines: Lines<T>;
  /** Index of the active line, 0 when none is. */
  readonly at: number;
  page: () => number;
  /** Makes this the selection and moves the focus and the view to its active line. */
  go: (selection: Selection) => void;
  /** Moves the focus to the header. */
  leave: () => void;
}

function destination<T>(key: string, { at, lines, page }: KeyContext<T>): number | undefined {
  const last = lines.list.length - 1;
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    Home: 0,
    End: last,
    PageDown: at + page(),
    PageUp: at - page(),
  };
  const index = to[key];
  return index === undefined ? undefined : Math.min(Math.max(index, 0), last);
}

/** Left and right: fold and unfold groups, step into the row's links and buttons. */
function sideways<T>(right: boolean, context: KeyContext<T>, row: Element): boolean {
  const { lines, at, props } = context;
  const line = lines.list[at];
  if (!line) return false;
  if (line.kind === 'group') {
    const folded = props.grouping?.collapsed.has(line.id) ?? false;
    if (right === folded) props.grouping?.onCollapse(line.id, !right);
    else if (right) stepInto(row);
    return true;
  }
  if (right) return stepInto(row);
  const header = lines.list.findLastIndex((other, i) => i < at && other.kind === 'group' && other.id === line.group);
  const key = lines.keys[header];
  if (key !== undefined) context.go(moveTo(props.selection, key));
  return key !== undefined;
}

/** What in a row can be reached from the row itself: links, then verbs. None of them is a stop of Tab. */
const inRow = 'a[href], [data-action]';

function buttonsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(inRow)];
}

function stepInto(row: Element): boolean {
  const [first] = buttonsOf(row);
  first?.focus();
  return first !== undefined;
}

/** Keys on a link or button of a row; what is not about moving belongs to the button. */
function onButton<T>(event: KeyboardEvent, context: KeyContext<T>, row: HTMLElement, button: Element): boolean {
  const buttons = buttonsOf(row);
  const at = buttons.findIndex((b) => b === button);
  if (event.key === 'ArrowRight') buttons[at + 1]?.focus();
  else if (event.key === 'ArrowLeft') (buttons[at - 1] ?? row).focus();
  else if (event.key === 'Escape') row.focus();
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') return onMove(event, context);
  else return false;
  return true;
}

function onMove<T>(event: KeyboardEvent, context: KeyContext<T>): boolean {
  const { lines, at, props } = context;
  // A key that is held stops at the first row.
  if (event.key === 'ArrowUp' && at === 0 && !event.shiftKey && !event.repeat) {
    context.leave();
    return true;
  }
  const to = destination(event.key, context);
  const key = to === undefined ? undefined : lines.keys[to];
  if (key === undefined) return false;
  context.go(event.shiftKey ? extendTo(props.selection, key, lines.keys) : moveTo(props.selection, key));
  return true;
}

function onActivate<T>(event: KeyboardEvent, context: KeyContext<T>): boolean {
  const { lines, at, props } = context;
  const line = lines.list[at];
  if (!line) return false;
  if (line.kind === 'group') props.grouping?.onCollapse(line.id, !props.grouping.collapsed.has(line.id));
  else if (event.key === ' ') props.onSelection(toggle(props.selection, line.key));
  else props.onOpen?.(line.item);
  return true;
}

function onRow<T>(event: KeyboardEvent, context: KeyContext<T>, row: Element): boolean {
  const { props } = context;
  if (event.key === 'Enter' || event.key === ' ') return onActivate(event, context);
  if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
    return sideways(event.key === 'ArrowRight', context, row);
  if (event.key === 'Escape') {
    // What a click selected goes with the next move anyway: Escape is left to whoever shows the detail.
    if (props.selection.soft || props.selection.ids.size === 0) return false;
    props.onSelection(pickNone(props.selection));
    return true;
  }
  return onMove(event, context);
}

/**
 * Handles a key pressed in the body of the grid; returns true when it was one of the grid's. All others (the verbs'
 * shortcuts) bubble on.
 */
export function onGridKey<T>(event: KeyboardEvent, context: KeyContext<T>): boolean {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const row = target?.closest<HTMLElement>('[data-key]');
  if (!target || !row || event.altKey || event.nativeEvent.isComposing) return false;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'a' || event.shiftKey) return false;
    context.props.onSelection(
      pickAll(
        context.props.selection,
        context.props.items.map((item) => context.props.rowId(item)),
      ),
    );
    return true;
  }
  if (target === row) return onRow(event, context, row);
  return target.matches(inRow) ? onButton(event, context, row, target) : false;
}

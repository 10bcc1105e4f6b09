/**
 * Which rows are selected and where the keyboard is. Plain data: the caller keeps it and these functions make the next
 * one. Selecting works as in a file manager, except that moving with the arrows never selects (Space does).
 */
export interface Selection {
  /** Ids of selected items. */
  readonly ids: ReadonlySet<string>;
  /** True when `ids` came from a plain click, which the next move undoes. */
  readonly soft: boolean;
  /** Key of the line the keyboard is on: an item's id or a group's key. */
  readonly active: string | undefined;
  /** Where a Shift range begins. */
  readonly anchor: string | undefined;
}

export const emptySelection: Selection = { ids: new Set(), soft: false, active: undefined, anchor: undefined };

/** Cannot be part of an item's id. */
const groupPrefix = '\u0000group:';

/** The key of a group's header row. */
export function groupKey(id: string): string {
  return groupPrefix + id;
}

/** Whether a line key names a group's header row. */
export function isGroupKey(key: string): boolean {
  return key.startsWith(groupPrefix);
}

/** The group whose header row a line key names. */
export function groupOfKey(key: string | undefined): string | undefined {
  return key !== undefined && isGroupKey(key) ? key.slice(groupPrefix.length) : undefined;
}

/** What a verb acts on: the selected items, or else the one the keyboard is on. */
export function selectionTargets(selection: Selection): readonly string[] {
  if (selection.ids.size > 0) return [...selection.ids];
  return selection.active === undefined || isGroupKey(selection.active) ? [] : [selection.active];
}

/** A plain click: this row only. */
export function pickOne(key: string): Selection {
  return { ids: isGroupKey(key) ? new Set() : new Set([key]), soft: true, active: key, anchor: key };
}

/** Space, or a click with Ctrl or Cmd. */
export function toggle(selection: Selection, key: string): Selection {
  if (isGroupKey(key)) return moveTo(selection, key);
  const ids = new Set(selection.ids);
  if (!ids.delete(key)) ids.add(key);
  return { ids, soft: false, active: key, anchor: key };
}

/** Shift with a click or a move: everything between the anchor and `key` in the order of `keys`. */
export function extendTo(selection: Selection, key: string, keys: readonly string[]): Selection {
  const anchor = selection.anchor ?? selection.active ?? key;
  const [a, b] = [keys.indexOf(anchor), keys.indexOf(key)];
  if (b < 0) return selection;
  const from = a < 0 ? b : Math.min(a, b);
  const range = keys.slice(from, Math.max(a, b) + 1).filter((k) => !isGroupKey(k));
  return { ids: new Set(range), soft: false, active: key, anchor: a < 0 ? key : anchor };
}

/** An arrow key: only the keyboard's place changes. */
export function moveTo(selection: Selection, key: string): Selection {
  const ids = selection.soft && selection.ids.size > 0 && !selection.ids.has(key) ? emptySelection.ids : selection.ids;
  const anchor = ids.size === 0 ? key : selection.anchor;
  if (ids === selection.ids && key === selection.active && anchor === selection.anchor) return selection;
  return { ids, soft: selection.soft && ids.size > 0, active: key, anchor };
}

/** Ctrl+A. */
export function pickAll(selection: Selection, ids: readonly string[]): Selection {
  return { ...selection, ids: new Set(ids), soft: false };
}

/** Escape. */
export function pickNone(selection: Selection): Selection {
  return { ...selection, ids: emptySelection.ids, soft: false };
}

/**
 * Forgets what is gone. `ids` and `lines` tell what exists; when the active line is gone, the one now in its place
 * (`activeIndex` in the last list) becomes active. Returns the same object when nothing changed.
 */
export function retain(
  selection: Selection,
  ids: { has(id: string): boolean },
  lines: readonly string[],
  hasLine: (key: string) => boolean,
  activeIndex: number,
): Selection {
  const left = [...selection.ids].filter((id) => ids.has(id));
  const lost = selection.active !== undefined && !hasLine(selection.active);
  if (left.length === selection.ids.size && !lost) return selection;
  const neighbour = lines[Math.min(Math.max(activeIndex, 0), lines.length - 1)];
  const anchor = selection.anchor !== undefined && hasLine(selection.anchor) ? selection.anchor : undefined;
  return { ids: new Set(left), soft: selection.soft, active: lost ? neighbour : selection.active, anchor };
}

import { SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { keyed, runAllowed } from '../../commands/running/run-allowed.ts';
import { useDownEngines, useSectionLabel, useSession, useSettings } from '../../hooks/session.tsx';
import type { Item, Keyed, LiveItems } from '../../stores/lists/list.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { listMayTakeFocus } from '../../ui/focus.ts';
import { Grid, type GridHandle } from '../../ui/grid/Grid.tsx';
import {
  emptySelection,
  groupOfKey,
  pickNone,
  type Selection,
  selectionTargets,
} from '../../ui/grid/model/selection.ts';
import { SelectionBar } from '../../ui/grid/SelectionBar.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { words } from '../../words/words.ts';
import { bulkActions, rowActions } from '../parts/verb-items.ts';
import css from './ListSection.module.css';
import { objectMenu } from './object-menu.ts';
import type { ObjectExtras, ObjectKind } from './types.ts';

const text = words.lists;

interface ObjectGridProps<T extends Keyed<Item>, Target> extends ObjectExtras<T> {
  readonly kind: ObjectKind<T, Target>;
  readonly list: LiveItems<T>;
  /** What the filter left. */
  readonly items: readonly T[];
  readonly filter: string;
  readonly onClearFilter: () => void;
  /** Key of the item whose detail is open. */
  readonly opened: string | undefined;
}

const noneHidden: readonly string[] = [];

/** The list itself: rows, verbs, keys. */
export function ObjectGrid<T extends Keyed<Item>, Target>(props: ObjectGridProps<T, Target>): ReactNode {
  const { kind, items, opened, grouping, onVisibleChange } = props;
  const { section, verbs } = kind;
  const hiddenAtFirst = kind.hiddenAtFirst ?? noneHidden;
  const session = useSession();
  const view = useSettings().lists[section];
  const [selection, setSelection] = useState(emptySelection);
  const pending = useStore(session.pending.state);
  const down = useDownEngines();
  const layout = useMemo(
    () => ({ widths: view?.widths, hidden: view?.hidden ?? hiddenAtFirst }),
    [view?.widths, view?.hidden, hiddenAtFirst],
  );
  const grid = useRef<GridHandle>(null);
  useOpenedRow(grid, opened, opened !== undefined && props.list.items.has(opened));
  useSpoken(selection.soft ? 0 : selection.ids.size);
  const clear = () => setSelection(pickNone(selection));
  const onKeyDown = useRowKeys(props, selection, clear);
  return (
    <div style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Grid
        ref={grid}
        label={useSectionLabel()}
        items={items}
        rowId={({ key }) => key}
        rowName={(item) => kind.rowName(item, pending.get(item.key))}
        columns={kind.columns}
        sort={view?.sort ?? kind.sortAtFirst}
        onSort={(sort) => session.settings.updateList(section, { sort })}
        layout={layout}
        onLayout={({ widths = {}, hidden = hiddenAtFirst }) =>
          session.settings.updateList(section, { widths: { ...widths }, hidden: [...hidden] })
        }
        selection={selection}
        onSelection={setSelection}
        onOpen={(item) => session.place.go(kind.place?.(item) ?? placeOf(item.key))}
        openId={opened}
        rowActions={(item) => rowActions(verbs.commands, kind.target(item), session)}
        rowMenu={(rows) =>
          objectMenu(
            verbs,
            rows.map((item) => kind.target(item)),
            session,
          )
        }
        pending={({ key }) => pending.has(key)}
        stale={({ engine }) => down.has(engine)}
        grouping={grouping}
        {...(onVisibleChange ? { onVisibleChange } : {})}
        empty={<NoRows {...props} />}
      />
      {!selection.soft && selection.ids.size > 0 && <Bar {...props} keys={[...selection.ids]} onClear={clear} />}
    </div>
  );
}

/** The keyboard goes on from the row whose detail opens, also where that comes later than its detail, as after a run. */
function useOpenedRow(grid: RefObject<GridHandle | null>, opened: string | undefined, known: boolean): void {
  useEffect(() => {
    if (opened !== undefined && known && listMayTakeFocus()) grid.current?.reveal(opened);
  }, [grid, opened, known]);
}

/** Tells a screen reader how many rows are selected: the bar that shows it stands elsewhere. */
function useSpoken(selected: number): void {
  const { spoken } = useSession();
  const before = useRef(0);
  useEffect(() => {
    if (before.current === selected) return;
    before.current = selected;
    spoken.say(selected === 0 ? text.nothingSelected : text.selected({ count: selected }));
  }, [spoken, selected]);
}

/** What a key acts on: the selection, the row that the keyboard is on, or all rows of the group that it is on. */
function keysOf<T extends Keyed<Item>, Target>(
  { items, grouping }: ObjectGridProps<T, Target>,
  selection: Selection,
): readonly string[] {
  const group = selection.ids.size === 0 ? groupOfKey(selection.active) : undefined;
  if (group === undefined) return selectionTargets(selection);
  return items.filter((item) => grouping?.groupOf(item) === group).map(({ key }) => key);
}

function targetsOf<T extends Keyed<Item>, Target>(
  { kind, list }: ObjectGridProps<T, Target>,
  keys: readonly string[],
): readonly Target[] {
  return keys.flatMap((key) => list.items.get(key) ?? []).map((item) => kind.target(item));
}

function Bar<T extends Keyed<Item>, Target>(
  props: ObjectGridProps<T, Target> & { keys: readonly string[]; onClear: () => void },
): ReactNode {
  const { kind, keys, onClear } = props;
  const session = useSession();
  const commands = kind.bulk ?? kind.verbs.commands.filter(({ primary, danger }) => primary || danger);
  return (
    <SelectionBar
      count={keys.length}
      actions={bulkActions(commands, targetsOf(props, keys), session)}
      onClear={onClear}
    />
  );
}

/** The single-key verbs, on what is selected or else on the row with the focus. */
function useRowKeys<T extends Keyed<Item>, Target>(
  props: ObjectGridProps<T, Target>,
  selection: Selection,
  onClear: () => void,
): (event: KeyboardEvent) => void {
  const { kind, opened } = props;
  const session = useSession();
  const { commands } = kind.verbs;
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
    // React tells also of keys in a menu of the list, which stands elsewhere in the page.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    const targets = targetsOf(props, keysOf(props, selection));
    const command = isHeader(event.target) ? undefined : keyed(commands, event);
    if (command && targets.length > 0) void runAllowed(command, targets, session);
    else if (event.key === 'Escape' && !selection.soft && selection.ids.size > 0) onClear();
    else if (event.key === 'Escape' && opened !== undefined) session.place.go({ section: kind.section });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** The head of a column: no row has the focus then. */
function isHeader(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest('[role=columnheader], [data-columns]') !== null;
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** Loading, filtered to nothing and truly empty are three different things, each with a next step. */
function NoRows<T extends Keyed<Item>, Target>(props: ObjectGridProps<T, Target>): ReactNode {
  const { kind, list, filter, onClearFilter } = props;
  const ofKind = text.of[kind.section];
  if (list.status === 'failed') return <EmptyState title={text.nothingRead} />;
  if (list.status === 'loading' || !list.complete) {
    return (
      <div className={css['late']}>
        <EmptyState title={ofKind.reading}>
          <Spinner />
        </EmptyState>
      </div>
    );
  }
  if (list.items.size > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={ofKind.noMatch}
        actions={<Button onClick={onClearFilter}>{text.clearFilter}</Button>}
      >
        <Filled text={text.nothingFits} names={{ filter: <code>{filter.slice(0, 80)}</code> }} />
      </EmptyState>
    );
  }
  const { icon, text: said, actions } = kind.none;
  return (
    <EmptyState icon={icon} title={ofKind.none} actions={actions}>
      {said}
    </EmptyState>
  );
}

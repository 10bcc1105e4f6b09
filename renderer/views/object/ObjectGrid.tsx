import { SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../app/engine.ts';
import { keyed, runAllowed } from '../../commands/run-allowed.ts';
import { useSession, useSettings } from '../../session.tsx';
import type { Item, LiveItems } from '../../stores/list.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from '../../ui/grid/Grid.tsx';
import { emptySelection, selectionTargets } from '../../ui/grid/selection.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { rowActions } from '../verb-items.ts';
import css from './ObjectSection.module.css';
import { objectMenu } from './object-menu.ts';
import type { ObjectExtras, ObjectKind } from './types.ts';

interface ObjectGridProps<T extends Item, Target> extends ObjectExtras<T> {
  readonly kind: ObjectKind<T, Target>;
  readonly engine: EngineId;
  readonly list: LiveItems<T>;
  /** What the filter left. */
  readonly items: readonly T[];
  readonly filter: string;
  readonly onClearFilter: () => void;
  /** Id of the item whose detail is open. */
  readonly opened: string | undefined;
}

const noneHidden: readonly string[] = [];

/** The list itself: rows, verbs, keys. */
export function ObjectGrid<T extends Item, Target>(props: ObjectGridProps<T, Target>): ReactNode {
  const { kind, engine, items, opened, grouping, onVisibleChange } = props;
  const { section, verbs } = kind;
  const hiddenAtFirst = kind.hiddenAtFirst ?? noneHidden;
  const session = useSession();
  const view = useSettings().lists[section];
  const [selection, setSelection] = useState(emptySelection);
  const pending = useStore(session.pending.state);
  const layout = useMemo(
    () => ({ widths: view?.widths, hidden: view?.hidden ?? hiddenAtFirst }),
    [view?.widths, view?.hidden, hiddenAtFirst],
  );
  const onKeyDown = useRowKeys(props, selectionTargets(selection));
  return (
    <div style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Grid
        label={section}
        items={items}
        rowId={({ id }) => id}
        rowName={kind.rowName}
        columns={kind.columns}
        sort={view?.sort ?? kind.sortAtFirst}
        onSort={(sort) => session.settings.updateList(section, { sort })}
        layout={layout}
        onLayout={({ widths = {}, hidden = hiddenAtFirst }) =>
          session.settings.updateList(section, { widths: { ...widths }, hidden: [...hidden] })
        }
        selection={selection}
        onSelection={setSelection}
        onOpen={({ id }) => session.place.go({ section, item: id })}
        openId={opened}
        rowActions={(item) => rowActions(verbs.commands, kind.target(engine, item), session)}
        rowMenu={(rows) =>
          objectMenu(
            verbs,
            rows.map((item) => kind.target(engine, item)),
            session,
          )
        }
        pending={(id) => pending.has(id)}
        grouping={grouping}
        {...(onVisibleChange ? { onVisibleChange } : {})}
        empty={<NoRows {...props} />}
      />
    </div>
  );
}

/** The single-key verbs, on what is selected or else on the row with the focus. */
function useRowKeys<T extends Item, Target>(
  { kind, engine, list, opened }: ObjectGridProps<T, Target>,
  ids: readonly string[],
): (event: KeyboardEvent) => void {
  const session = useSession();
  const { commands } = kind.verbs;
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
    const targets = ids
      .map((id) => list.items.get(id))
      .filter((item) => item !== undefined)
      .map((item) => kind.target(engine, item));
    const command = keyed(commands, event.key, targets);
    if (command && targets.length > 0) void runAllowed(command, targets, session);
    else if (event.key === 'Escape' && opened !== undefined) session.place.go({ section: kind.section });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** Loading, filtered to nothing and truly empty are three different things, each with a next step. */
function NoRows<T extends Item, Target>(props: ObjectGridProps<T, Target>): ReactNode {
  const { kind, list, filter, onClearFilter } = props;
  if (list.status === 'failed') return <EmptyState title="Nothing could be read" />;
  if (list.status === 'loading' || !list.complete) {
    return (
      <div className={css['late']}>
        <EmptyState title={`Reading the ${kind.nouns}…`}>
          <Spinner />
        </EmptyState>
      </div>
    );
  }
  if (list.items.size > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={`No ${kind.noun} matches`}
        actions={<Button onClick={onClearFilter}>Clear the filter</Button>}
      >
        Nothing here fits <code>{filter.slice(0, 80)}</code>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={kind.none.icon} title={`No ${kind.nouns} yet`}>
      {kind.none.text}
    </EmptyState>
  );
}

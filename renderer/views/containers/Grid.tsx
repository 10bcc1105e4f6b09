import { Boxes, Container as ContainerIcon, SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { containerCommands } from '../../commands/containers.ts';
import { useSession, useSettings } from '../../session.tsx';
import type { ContainerList } from '../../stores/containers.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from '../../ui/grid/Grid.tsx';
import { emptySelection, selectionTargets } from '../../ui/grid/selection.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import css from './Containers.module.css';
import { containerColumns, hiddenAtFirst } from './columns.tsx';
import { useGrouping } from './grouping.ts';
import { containerMenu, rowActions } from './menu.ts';
import { stateOf } from './state.ts';

const list = 'Containers';

interface ContainerGridProps {
  readonly engine: EngineId;
  readonly list: ContainerList;
  /** What the filter left. */
  readonly items: readonly Container[];
  readonly filter: string;
  readonly onClearFilter: () => void;
  /** Id of the container whose detail is open. */
  readonly opened: string | undefined;
}

/** The list itself: rows, verbs, keys. */
export function ContainerGrid(props: ContainerGridProps): ReactNode {
  const { engine, items, opened } = props;
  const session = useSession();
  const { lists } = useSettings();
  const [selection, setSelection] = useState(emptySelection);
  const pending = useStore(session.pending.state);
  const grouping = useGrouping();
  const view = lists[list];
  const layout = useMemo(
    () => ({ widths: view?.widths, hidden: view?.hidden ?? hiddenAtFirst }),
    [view?.widths, view?.hidden],
  );
  const onVisibleChange = useVisibleStats(engine, props.list.items);

  const onKeyDown = useRowKeys(props, selectionTargets(selection));

  return (
    <div style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Grid
        label={list}
        items={items}
        rowId={({ id }) => id}
        rowName={(container) =>
          `${container.name.slice(0, 200)} ${stateOf(container).word} ${container.image.slice(0, 200)}`
        }
        columns={containerColumns}
        sort={view?.sort ?? { column: 'name', descending: false }}
        onSort={(sort) => session.settings.updateList(list, { sort })}
        layout={layout}
        onLayout={({ widths = {}, hidden = hiddenAtFirst }) =>
          session.settings.updateList(list, { widths: { ...widths }, hidden: [...hidden] })
        }
        selection={selection}
        onSelection={setSelection}
        onOpen={({ id }) => session.place.go({ section: 'Containers', item: id })}
        openId={opened}
        rowActions={(container) => rowActions({ engine, container }, session)}
        rowMenu={(containers) =>
          containerMenu(
            containers.map((container) => ({ engine, container })),
            session,
          )
        }
        pending={(id) => pending.has(id)}
        grouping={grouping}
        onVisibleChange={onVisibleChange}
        empty={<NoRows {...props} />}
      />
    </div>
  );
}

/** The single-key verbs, on what is selected or else on the row with the focus. */
function useRowKeys(
  { engine, list, opened }: ContainerGridProps,
  ids: readonly string[],
): (event: KeyboardEvent) => void {
  const session = useSession();
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
    const targets = ids
      .map((id) => list.items.get(id))
      .filter((container) => container !== undefined)
      .map((container) => ({ engine, container }));
    const usable = (command: (typeof containerCommands)[number]) =>
      targets.filter((target) => command.refusal(target) === undefined);
    const command = containerCommands.find((command) => command.key === event.key && usable(command).length > 0);
    if (command) void command.run(usable(command), session);
    else if (event.key === 'Escape' && opened !== undefined) session.place.go({ section: 'Containers' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function isText(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}

/** Streams the use of the running containers that can be seen, and of no others. */
function useVisibleStats(engine: EngineId, items: ReadonlyMap<string, Container>): (ids: readonly string[]) => void {
  const { stats } = useSession();
  const [visible, setVisible] = useState<readonly string[]>([]);
  const streams = useRef(new Map<string, Stop>());
  useEffect(() => {
    const wanted = new Set(visible.filter((id) => items.get(id)?.state === 'running'));
    for (const [id, stop] of streams.current) {
      if (wanted.has(id)) continue;
      stop();
      streams.current.delete(id);
    }
    for (const id of wanted) {
      if (!streams.current.has(id)) streams.current.set(id, stats.watch({ engine, id }));
    }
  }, [engine, items, visible, stats]);
  useEffect(() => {
    const { current } = streams;
    return () => {
      for (const stop of current.values()) stop();
      current.clear();
    };
  }, [engine]);
  return useCallback((ids: readonly string[]) => setVisible(ids), []);
}

/** Loading, filtered to nothing and truly empty are three different things, each with a next step. */
function NoRows({ list, filter, onClearFilter }: ContainerGridProps): ReactNode {
  if (list.status === 'failed') return <EmptyState title="Nothing could be read" />;
  if (list.status === 'loading' || !list.complete) {
    return (
      <div className={css['late']}>
        <EmptyState title="Reading the containers…">
          <Spinner />
        </EmptyState>
      </div>
    );
  }
  if (list.items.size > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No container matches"
        actions={<Button onClick={onClearFilter}>Clear the filter</Button>}
      >
        Nothing here fits <code>{filter.slice(0, 80)}</code>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={filter ? Boxes : ContainerIcon} title="No containers yet">
      Start one in a terminal, for example with <code>docker run -d --name web nginx</code>: it appears here by itself.
    </EmptyState>
  );
}

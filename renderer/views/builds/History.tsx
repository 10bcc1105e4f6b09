import { FolderOpen, Hammer, SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { BuildRecord } from '../../../app/builds.ts';
import { count } from '../../../app/format.ts';
import { buildCommands, openFolder } from '../../commands/builds.ts';
import { keyed, runAllowed } from '../../commands/run-allowed.ts';
import { useSession, useSettings } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from '../../ui/grid/Grid.tsx';
import { emptySelection, selectionTargets } from '../../ui/grid/selection.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { FolderChooser } from '../FolderChooser.tsx';
import { Heading } from '../Heading.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { rowActions } from '../verb-items.ts';
import css from './Builds.module.css';
import { buildColumns } from './columns.tsx';
import { buildMenu } from './menu.ts';
import { nameOf, resultOf } from './summary.ts';

const list = 'Builds';

/** Every build that is remembered, the newest first, and the way to a folder. */
export function History({ choosing }: { choosing: boolean }): ReactNode {
  const session = useSession();
  const { builds, place, settings } = session;
  const filter = useSettings().lists[list]?.filter ?? '';
  useEffect(() => builds.follow(), [builds]);
  const { items, status, problem } = useStore(builds.state);
  const all = useMemo(() => [...items.values()], [items]);
  const shown = useMemo(() => all.filter((record) => matches(record, filter)), [all, filter]);
  const setFilter = (text: string) => settings.updateList(list, { filter: text.slice(0, 500) });
  const open = (
    <Button variant="primary" icon={FolderOpen} onClick={() => void openFolder.run(session)}>
      Open folder
    </Button>
  );
  return (
    <section className={css['list']} aria-label="Build history">
      <Heading
        title={list}
        summary={all.length > 0 ? count(all.length, 'build') : ''}
        filter={
          <SearchBox label="Filter builds" placeholder="Filter…" value={filter} onChange={setFilter} shortcut="/" />
        }
      >
        {open}
      </Heading>
      {status === 'failed' && problem && <ProblemBanner title="The builds could not be read" problem={problem} />}
      <BuildGrid
        items={shown}
        empty={
          all.length > 0 ? (
            <EmptyState
              icon={SearchX}
              title="No build matches"
              actions={<Button onClick={() => setFilter('')}>Clear the filter</Button>}
            />
          ) : status === 'loading' ? (
            <EmptyState title="Reading the builds…">
              <Spinner />
            </EmptyState>
          ) : (
            <EmptyState icon={Hammer} title="Nothing built yet" actions={open}>
              Open a folder with a Dockerfile to edit and build it. Its builds stay here with what they took and how
              much came from the cache.
            </EmptyState>
          )
        }
      />
      <FolderChooser
        open={choosing}
        onClose={() => choosing && place.go({ section: list })}
        onPick={(folder) => place.go({ section: 'Builds', item: folder })}
      />
    </section>
  );
}

function matches({ tags, folder, dockerfile, state }: BuildRecord, filter: string): boolean {
  const text = [...tags, folder, dockerfile, state].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function BuildGrid({ items, empty }: { items: readonly BuildRecord[]; empty: ReactNode }): ReactNode {
  const session = useSession();
  const view = useSettings().lists[list];
  const [selection, setSelection] = useState(emptySelection);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const targets = selectionTargets(selection).flatMap((id) => session.builds.state.getState().items.get(id) ?? []);
    const command = keyed(buildCommands, event);
    if (!command || targets.length === 0) return;
    void runAllowed(command, targets, session);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Grid
        label={list}
        items={items}
        rowId={({ id }) => id}
        rowName={(record) => `${nameOf(record).slice(0, 200)} ${resultOf(record).word}`}
        columns={buildColumns}
        sort={view?.sort ?? { column: 'age', descending: false }}
        onSort={(sort) => session.settings.updateList(list, { sort })}
        layout={{ widths: view?.widths, hidden: view?.hidden ?? [] }}
        onLayout={({ widths = {}, hidden = [] }) =>
          session.settings.updateList(list, { widths: { ...widths }, hidden: [...hidden] })
        }
        selection={selection}
        onSelection={setSelection}
        onOpen={({ folder, id }) => session.place.go({ section: 'Builds', item: folder, tab: id })}
        rowActions={(record) => rowActions(buildCommands, record, session)}
        rowMenu={(records) => buildMenu(records, session)}
        empty={empty}
      />
    </div>
  );
}

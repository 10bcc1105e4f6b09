import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { EngineContainer } from '../../../../app/containers.ts';
import type { Problem } from '../../../../app/rpc/problem.ts';
import { useSession } from '../../../hooks/session.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Grid } from '../../../ui/grid/Grid.tsx';
import { emptySelection } from '../../../ui/grid/model/selection.ts';
import type { Column, Sort } from '../../../ui/grid/model/types.ts';
import { Spinner } from '../../../ui/marks/Spinner.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Files.module.css';
import { folderOf, nameOf } from './names.ts';

const own = words.files.searching;

/** A path that was found. */
interface Found {
  readonly path: string;
}

const columns: readonly Column<Found>[] = [
  {
    id: 'name',
    header: words.files.columns.name,
    width: 150,
    minWidth: 90,
    alwaysVisible: true,
    value: ({ path }) => nameOf(path),
    cell: ({ path }) => <Untrusted text={nameOf(path)} />,
  },
  {
    id: 'folder',
    header: own.folder,
    width: 150,
    minWidth: 90,
    grow: true,
    alwaysVisible: true,
    value: ({ path }) => folderOf(path),
    cell: ({ path }) => <Untrusted text={folderOf(path)} />,
  },
];

interface FoundViewProps {
  readonly container: EngineContainer;
  readonly folder: string;
  readonly name: string;
  readonly onGo: (path: string) => void;
}

/** What is below a folder with some text in its name, as it is found; no more is looked for once this is gone. */
export function FoundView({ container, folder, name, onGo }: FoundViewProps): ReactNode {
  const { paths, cut, over, problem } = useFound(container, folder, name);
  const [sort, setSort] = useState<Sort>({ column: 'folder', descending: false });
  const [selection, setSelection] = useState(emptySelection);
  const items = useMemo(() => paths.map((path) => ({ path })), [paths]);
  return (
    <div className={css['folder']}>
      <p className={css['note']} role="status">
        {over ? own.found({ count: paths.length, folder: printable(folder, 80) }) : own.goesOn({ count: paths.length })}
        {cut && ` ${own.cut}`}
      </p>
      {problem && <ProblemBanner title={own.failed} problem={problem} />}
      <Grid
        label={own.title({ name: printable(name, 80) })}
        items={items}
        rowId={({ path }) => path}
        rowName={({ path }) => printable(path, 200)}
        columns={columns}
        sort={sort}
        onSort={setSort}
        selection={selection}
        onSelection={setSelection}
        onOpen={({ path }) => onGo(path)}
        empty={over ? <EmptyState title={own.none} /> : <Spinner />}
      />
    </div>
  );
}

interface State {
  readonly paths: readonly string[];
  readonly cut: boolean;
  readonly over: boolean;
  readonly problem?: Problem | undefined;
}

const nothing: State = { paths: [], cut: false, over: false };

function useFound({ engine, id }: EngineContainer, path: string, name: string): State {
  const { link } = useSession();
  const [state, setState] = useState(nothing);
  useEffect(() => {
    return link.live((client) => {
      setState(nothing);
      return client.files.search(
        { engine, id, path, name },
        {
          onItem: ({ found, cut }) => setState((now) => ({ ...now, paths: [...now.paths, ...found], cut })),
          onEnd: (problem) => setState((now) => ({ ...now, over: true, problem })),
        },
      );
    });
  }, [link, engine, id, path, name]);
  return state;
}

import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EngineContainer } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import type { FileEntry, Looked } from '../../../../app/files.ts';
import { type FileTarget, fileCommands, uploadHere } from '../../../commands/files.ts';
import { refusalOf } from '../../../commands/running/guard.ts';
import { keyed, runAllowed } from '../../../commands/running/run-allowed.ts';
import { type Dropped, uploadToFolder } from '../../../commands/uploads.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import type { Session } from '../../../stores/session.ts';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Grid, type GridHandle } from '../../../ui/grid/Grid.tsx';
import { emptySelection, selectionTargets } from '../../../ui/grid/model/selection.ts';
import type { Sort } from '../../../ui/grid/model/types.ts';
import type { MenuItem } from '../../../ui/overlays/menu-item.ts';
import { printable } from '../../../ui/printable.ts';
import { useLatest } from '../../../ui/use-latest.ts';
import { words } from '../../../words/words.ts';
import { copyItem, verbItems } from '../../parts/verb-items.ts';
import { FileDrop } from '../../terminal/FileDrop.tsx';
import { type FileRow, fileColumns } from './columns.tsx';
import { FactsOf } from './FactsOf.tsx';
import css from './Files.module.css';
import { marksIn } from './marks.ts';
import { folderOf, nameOf, pathIn } from './names.ts';

const own = words.files;

interface FolderViewProps {
  readonly name: string;
  readonly folder: Extract<Looked, { kind: 'folder' }>;
  readonly container: EngineContainer;
  /** Another one each time that it is read again on purpose. */
  readonly round: number;
  readonly onGo: (path: string) => void;
  /** Reads it again. */
  readonly onChanged: () => void;
}

/** What is in a folder. */
export function FolderView({ name, folder, container, round, onGo, onChanged }: FolderViewProps): ReactNode {
  const { path, entries, cut, live } = folder;
  const rows = useMarked(folder, container, round);
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false });
  const [selection, setSelection] = useState(emptySelection);
  const grid = useRef<GridHandle>(null);
  useWayBack(grid, path, () => setSelection(emptySelection));
  const active = useMemo(() => entries.find(({ name }) => name === selection.active), [entries, selection.active]);
  const session = useSession();
  const targetOf = (entry: FileEntry): FileTarget => ({ ...container, folder: path, live, entry, changed: onChanged });
  const drop = async (files: readonly Dropped[]) => {
    const target = { ...container, folder: path, live, changed: onChanged };
    const why = refusalOf(uploadHere, target, session);
    if (why === undefined) await uploadToFolder(target, files, session, onChanged);
    else session.notices.succeed(why);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const command = keyed(fileCommands, event);
    const picked = new Set(selectionTargets(selection));
    const targets = entries.filter(({ name }) => picked.has(name)).map(targetOf);
    if (!command || targets.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    void runAllowed(command, targets, session);
  };
  return (
    <div className={css['folder']} onKeyDown={onKeyDown}>
      <FileDrop hint={own.drop({ folder: printable(path, 80) })} onFiles={(files) => drop(files)}>
        {!live && <p className={css['note']}>{own.notLive}</p>}
        {cut && <p className={css['note']}>{own.cut({ count: entries.length })}</p>}
        <Grid
          ref={grid}
          label={own.title({ name: printable(name, 80) })}
          items={rows}
          rowId={rowId}
          rowName={rowName}
          columns={fileColumns}
          sort={sort}
          onSort={setSort}
          selection={selection}
          onSelection={setSelection}
          onOpen={(entry) => onGo(pathIn(path, entry.name))}
          rowMenu={(rows) => fileMenu(rows.map(targetOf), session)}
          empty={<EmptyState title={own.empty} />}
        />
        <FactLine entry={active} />
      </FileDrop>
    </div>
  );
}

/** What can be done to some of them. */
function fileMenu(targets: readonly FileTarget[], session: Session): readonly MenuItem[] {
  const paths = targets.map(({ folder, entry }) => pathIn(folder, entry.name)).join('\n');
  const copy = copyItem(own.copyPath, own.copiedPath({ path: printable(paths, 200) }), paths, session);
  return [copy, { separator: true }, ...verbItems(fileCommands, targets, session)];
}

/** What columns have no room for. */
function FactLine({ entry }: { entry: FileEntry | undefined }): ReactNode {
  if (!entry) return null;
  return (
    <div className={css['line']}>
      <FactsOf file={entry} />
    </div>
  );
}

/** Its entries with what the container did to them, once that is known: an engine may look through all files for it. */
function useMarked(
  { path, entries }: FolderViewProps['folder'],
  { engine, id }: EngineContainer,
  round: number,
): readonly FileRow[] {
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.changes({ engine, id }, { signal }),
    [engine, id],
  );
  const { answer } = useAnswer(ask, round);
  return useMemo(() => {
    if (!answer) return entries;
    const marks = marksIn(path, answer.files);
    return entries.map((entry) => {
      const mark = marks.get(entry.name);
      return mark === undefined ? entry : { ...entry, mark };
    });
  }, [answer, path, entries]);
}

const rowId = ({ name }: FileEntry) => name;
const rowName = ({ name, kind }: FileEntry) => own.row({ name: printable(name, 200), kind });

/** Who goes on by the keyboard is in the folder that is shown next: at its first row, or where they came from on the way up. */
function useWayBack(grid: { readonly current: GridHandle | null }, path: string, clear: () => void): void {
  const before = useRef(path);
  const clearLatest = useLatest(clear);
  useEffect(() => {
    const from = before.current;
    before.current = path;
    if (from === path) return;
    clearLatest.current();
    if (folderOf(from) === path) grid.current?.reveal(nameOf(from));
    else grid.current?.focus();
  }, [grid, path, clearLatest]);
}

import type { ContainerId, EngineContainer } from '../../app/containers.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import type { FileEntry } from '../../app/files.ts';
import { keyOf } from '../../app/object-key.ts';
import type { Session } from '../stores/session.ts';
import { placeOf } from '../stores/shown/place.ts';
import { words } from '../words/words.ts';
import { removal, removalQuestion } from './removal.ts';
import { type Command, command, itsEngine } from './running/command.ts';
import { chooseFiles, uploadToFolder } from './uploads.ts';

const text = words.files;

/** A folder of a container that runs and tells of its files itself, or does not. */
export interface FolderTarget {
  readonly engine: EngineId;
  readonly id: ContainerId;
  readonly folder: string;
  readonly live: boolean;
  /** Called when something in it was changed here. */
  readonly changed: () => void;
}

/** One file of a folder. */
export interface FileTarget extends FolderTarget {
  readonly entry: FileEntry;
}

/** Engines' archives take nothing away. */
const unlessArchived = ({ live }: FolderTarget): string | undefined => (live ? undefined : text.onlyLive);

/** Opens the form for a new folder. */
export const newFolder = command<FolderTarget>({
  id: 'files.folder',
  label: text.making.label,
  icon: 'create',
  asks: itsEngine,
  changes: itsEngine,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'files.folder', with: { target } });
  },
});

/** Chooses files that are put into a folder. */
export const uploadHere = command<FolderTarget>({
  id: 'files.upload',
  label: words.terminal.upload.label,
  icon: 'push',
  asks: itsEngine,
  changes: itsEngine,
  refusal: unlessArchived,
  run: async ([target], session) => {
    if (target) chooseFiles((files) => void uploadToFolder(target, files, session, target.changed));
  },
});

const download = command<FileTarget>({
  id: 'files.download',
  label: text.downloading.label,
  icon: 'pull',
  asks: itsEngine,
  run: async (targets, { dialog }) => {
    const [first] = targets;
    if (!first) return;
    const paths = targets.map(({ folder, entry }) => `${folder === '/' ? '' : folder}/${entry.name}`);
    dialog.show({ kind: 'files.download', with: { engine: first.engine, id: first.id, paths } });
  },
});

const copy = command<FileTarget>({
  id: 'files.copy',
  label: words.copies.command,
  icon: 'copy',
  asks: itsEngine,
  run: async (targets, { dialog }) => dialog.show({ kind: 'files.copy', with: someOf(targets) }),
});

const rename = command<FileTarget>({
  id: 'files.rename',
  label: text.renaming.label,
  icon: 'edit',
  key: 'F2',
  asks: itsEngine,
  changes: itsEngine,
  refusal: unlessArchived,
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'files.rename', with: { target } });
  },
});

const change = command<FileTarget>({
  id: 'files.change',
  label: text.changing.label,
  icon: 'connect',
  asks: itsEngine,
  changes: itsEngine,
  refusal: unlessArchived,
  run: async (targets, { dialog }) => dialog.show({ kind: 'files.change', with: { targets } }),
});

const remove = command<FileTarget>({
  ...removal,
  id: 'files.remove',
  refusal: unlessArchived,
  run: async (targets, session) => {
    const [first] = targets;
    if (!first) return;
    const some = someOf(targets);
    const weight = await session.link.ask((client) => client.files.weigh(some)).catch(() => undefined);
    const { ofSeveral, body } = text.removal;
    const question = removalQuestion([first.engine], some.names, { ofSeveral, body: body({ weight }) });
    if (!(await session.question.ask(question))) return;
    await session.link.ask((client) => client.files.remove(some)).finally(first.changed);
    session.notices.succeed(text.removal.done({ names: some.names }));
  },
});

/** In the order that menus show them. */
export const fileCommands: readonly Command<FileTarget>[] = [download, copy, rename, change, remove];

/** Leads to a path among the files of a container. */
export function showInFiles(container: EngineContainer, path: string, { filePlaces, place }: Session): void {
  const key = keyOf({ ...container, kind: 'container' });
  filePlaces.go(key, path);
  place.go(placeOf(key, 'files'));
}

/** As operations name some files of one folder. */
export function someOf(targets: readonly Omit<FileTarget, 'live' | 'changed'>[]) {
  const [first] = targets;
  const { engine = '', id = '', folder = '/' } = first ?? {};
  return { engine, id, folder, names: targets.map(({ entry }) => entry.name) };
}

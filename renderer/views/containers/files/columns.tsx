import { File, FileSymlink, Folder, FolderSymlink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChangeKind } from '../../../../app/containers.ts';
import type { FileEntry } from '../../../../app/files.ts';
import type { Column } from '../../../ui/grid/model/types.ts';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { Age } from '../../parts/Facts.tsx';
import css from './Files.module.css';
import { modeText, ownerText } from './names.ts';

const own = words.files;

/** A file in the list, and what the container did to it against its image, where that is known. */
export interface FileRow extends FileEntry {
  readonly mark?: ChangeKind | 'within';
}

/** Whether Enter leads into a folder. */
export function isFolder({ kind, toFolder }: FileEntry): boolean {
  return kind === 'folder' || toFolder === true;
}

function Name({ entry }: { entry: FileRow }): ReactNode {
  const { kind, name, target, mark } = entry;
  const Glyph = kind === 'link' ? (isFolder(entry) ? FolderSymlink : FileSymlink) : isFolder(entry) ? Folder : File;
  return (
    <span className={css['name']}>
      <Glyph size={14} aria-hidden="true" />
      <Untrusted text={name} />
      {mark !== undefined && (
        <span className={css['mark']} data-kind={mark}>
          {own.marks[mark]}
        </span>
      )}
      {target !== undefined && (
        <span className={css['target']}>
          <Untrusted text={own.target({ target })} />
        </span>
      )}
    </span>
  );
}

/** In the order in which they stay visible where there is little room. */
export const fileColumns: readonly Column<FileRow>[] = [
  {
    id: 'name',
    header: own.columns.name,
    width: 150,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    // Folders before files.
    value: (entry) => `${isFolder(entry) ? 0 : 1}${entry.name}`,
    cell: (entry) => <Name entry={entry} />,
  },
  {
    id: 'size',
    header: own.columns.size,
    width: 76,
    align: 'end',
    descendingFirst: true,
    value: ({ kind, size }) => (kind === 'file' ? size : undefined),
    cell: ({ kind, size }) => (kind === 'file' ? formatBytes(size) : ''),
  },
  {
    id: 'modified',
    header: own.columns.modified,
    width: 68,
    align: 'end',
    descendingFirst: true,
    value: ({ mtime }) => mtime,
    cell: ({ mtime }) => <Age time={mtime} />,
  },
  {
    id: 'mode',
    header: own.columns.mode,
    width: 96,
    value: ({ mode }) => mode,
    cell: (entry) => <Untrusted text={modeText(entry)} mono />,
  },
  {
    id: 'owner',
    header: own.columns.owner,
    width: 110,
    value: (entry) => ownerText(entry),
    cell: (entry) => <Untrusted text={ownerText(entry)} />,
  },
];

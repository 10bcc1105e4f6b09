import { type DragEvent, type ReactNode, useState } from 'react';
import { toProblem } from '../../../app/rpc/problem.ts';
import { mostUploaded } from '../../../app/uploads.ts';
import type { Dropped } from '../../commands/uploads.ts';
import { useSession } from '../../hooks/session.tsx';
import { words } from '../../words/words.ts';
import css from './FileDrop.module.css';

const text = words.terminal.upload;

interface FileDropProps {
  /** Said while files are held over it. */
  readonly hint: string;
  readonly onFiles: (files: readonly Dropped[]) => Promise<void>;
  readonly children: ReactNode;
}

/** Takes files and folders that are dropped on what is in it, and says so while some are held over it. */
export function FileDrop({ hint, onFiles, children }: FileDropProps): ReactNode {
  const session = useSession();
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const onDragOver = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const onDragLeave = ({ relatedTarget: into, currentTarget }: DragEvent) => {
    // Also told of what is inside.
    if (!(into instanceof Node && currentTarget.contains(into))) setOver(false);
  };
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    // Known only while the event lasts.
    const items = Array.from(event.dataTransfer.items, (item) => item.webkitGetAsEntry() ?? item.getAsFile());
    void gather(items.filter((item) => item !== null))
      .then(onFiles)
      .catch((error: unknown) => session.notices.fail(text.unread, toProblem(error)));
  };
  return (
    <div className={css['area']} onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
      {over && <div className={css['note']}>{hint}</div>}
      {children}
    </div>
  );
}

/** What is dropped, and all that is in it, folders first. One more than may be is enough for main to refuse it. */
async function gather(items: readonly (FileSystemEntry | File)[]): Promise<readonly Dropped[]> {
  const found: Dropped[] = [];
  const left = [...items];
  for (let entry = left.shift(); entry && found.length <= mostUploaded; entry = left.shift()) {
    if (entry instanceof File) {
      // What is no file of a disk, such as a picture out of a page.
      found.push({ path: entry.name, file: entry });
      continue;
    }
    const path = entry.fullPath.replace(/^\/+/, '');
    if (isFile(entry)) found.push({ path, file: await fileOf(entry) });
    else if (isFolder(entry)) {
      found.push({ path });
      left.push(...(await inside(entry)));
    }
  }
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader gives some at a time, and none at the end. */
async function inside(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0 || all.length > mostUploaded) return all;
    all.push(...some);
  }
}

import { createHash } from 'node:crypto';
import { watch as watchFolder } from 'node:fs';
import { open, readdir, realpath, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import {
  type FileDraft,
  type FilePresence,
  type FileText,
  type FileVersion,
  type FolderListing,
  type files,
  maxFileSize,
} from '../../app/files.ts';
import { type ProblemError, problem } from '../../app/problem.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { Kept } from '../disk/data-folder.ts';
import { codeOf, diskProblem } from '../disk/disk-problem.ts';
import { type During, unnoted } from '../disk/unfinished.ts';
import { writeAtomically } from '../disk/write-file.ts';
import { Drafts } from './drafts.ts';
import { Bell } from './live.ts';

const mostEntries = 2_000;
/** Files that one run remembers as read. */
const mostKnown = 10_000;
/** Where the system tells of no changes (network shares), a look this often, in ms. */
const lookAgain = 2_000;

/** New files that a page may make: what builds and compose look for. */
const newFile =
  /^(Dockerfile|Containerfile)([.-][^/\\]*)?$|^[^/\\]+\.(dockerfile|ya?ml)$|^([^/\\]+)?\.dockerignore$|^\.env([.-][^/\\]*)?$/i;

export interface FilesService extends Service<typeof files> {
  /** Resolves when every save and every draft that was asked for so far is on disk, or cannot be. */
  flush(): Promise<void>;
}

/**
 * Reads and writes text files for the editor; keeps unsaved work in Gantry's folder.
 * @param during told where a draft may be left if this process dies while it writes
 */
export function createFiles(folder: Kept, during: During = unnoted): FilesService {
  const known = new Set<string>();
  const drafts = new Drafts(folder);
  const saves = new Set<Promise<unknown>>();
  const remember = (path: string): void => {
    if (known.size < mostKnown) known.add(path);
  };
  return {
    home: () => ({ path: homedir() }),
    list: ({ folder }) => listFolder(folder),
    read: async ({ path }) => {
      const found = await readText(path);
      remember(await realpath(path));
      return found;
    },
    write: async ({ path, text, version }) => {
      if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
      const target = await realpath(path).catch(() => undefined);
      const allowed = target === undefined ? newFile.test(basename(path)) : known.has(target);
      if (!allowed) throw problem('permission-denied', 'Only files that were opened here are written.');
      const save = during(target ?? path, () => write(target, path, text, version));
      saves.add(save);
      const done = await save.finally(() => saves.delete(save));
      remember(await realpath(path));
      return done;
    },
    watch: ({ path }, { signal }) => watchFile(path, signal),
    draft: ({ path }) => drafts.read(path),
    saveDraft: ({ path, text, version }): Promise<void> => {
      if (Buffer.byteLength(text) > maxFileSize) throw tooLong();
      const draft: FileDraft = { text, ...(version === undefined ? {} : { version }) };
      return drafts.save(path, draft);
    },
    dropDraft: ({ path }) => drafts.drop(path),
    flush: async () => {
      await Promise.allSettled([drafts.flush(), ...saves]);
    },
  };
}

function tooLong(): ProblemError {
  return problem('unsupported', 'The file is longer than 1 MiB.');
}

async function write(target: string | undefined, path: string, text: string, version: FileVersion | undefined) {
  const conflict = problem('conflict', 'The file on the disk is not the one that was opened.');
  try {
    if (target === undefined) {
      if (version !== undefined) throw conflict;
      await create(path, text);
    } else {
      if (version !== (await readText(target)).version) throw conflict;
      await writeAtomically(target, text, await stat(target));
    }
    return { version: versionOf(Buffer.from(text)) };
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw conflict;
    throw diskProblem(error, 'The file cannot be written.');
  }
}

/** Rejects with `EEXIST` where there is something; leaves no half of a file. */
async function create(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function readText(path: string): Promise<FileText> {
  try {
    // A pipe would wait for a writer for ever, and a device may act on being opened.
    if (!(await stat(path)).isFile()) throw problem('unsupported', 'This is not a file.');
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > maxFileSize) throw tooLong();
      const bytes = await file.readFile();
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      if (text.includes('\0')) throw new TypeError('binary');
      return { text, version: versionOf(bytes) };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TypeError) throw problem('unsupported', 'This file is not text in UTF-8.');
    throw diskProblem(error, 'The file cannot be read.');
  }
}

function versionOf(bytes: Uint8Array): FileVersion {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Its folder is watched, since editors replace files; where that does not work, a look now and then has to do. */
async function* watchFile(path: string, signal: AbortSignal): AsyncGenerator<FilePresence, void> {
  const bell = new Bell();
  const timer = setInterval(bell.ring, lookAgain);
  let watcher: ReturnType<typeof watchFolder> | undefined;
  try {
    watcher = watchFolder(dirname(path), { persistent: false }, bell.ring);
    watcher.on('error', () => watcher?.close());
  } catch {
    // The folder is gone, or the system has no watches left: the timer looks.
  }
  let last: string | undefined;
  try {
    while (!signal.aborted) {
      const now = await presence(path);
      const key = now.state === 'present' ? now.version : '';
      if (key !== last) yield now;
      last = key;
      await bell.wait(signal);
    }
  } finally {
    watcher?.close();
    clearInterval(timer);
  }
}

async function presence(path: string): Promise<FilePresence> {
  try {
    return { state: 'present', version: (await readText(path)).version };
  } catch {
    return { state: 'missing' };
  }
}

async function listFolder(folder: string): Promise<FolderListing> {
  try {
    const path = await realpath(folder);
    const names = await readdir(path, { withFileTypes: true });
    const entries: FolderListing['entries'][number][] = [];
    for (const entry of names.sort((a, b) => a.name.localeCompare(b.name)).slice(0, mostEntries)) {
      const info = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => entry) : entry;
      if (info.isDirectory()) entries.push({ name: entry.name, kind: 'folder' });
      else if (info.isFile()) entries.push({ name: entry.name, kind: 'file' });
    }
    const sorted = entries.toSorted((a, b) => Number(b.kind === 'folder') - Number(a.kind === 'folder'));
    const parent = dirname(path);
    return { path, ...(parent === path ? {} : { parent }), entries: sorted, truncated: names.length > mostEntries };
  } catch (error) {
    throw diskProblem(error, 'The folder cannot be read.');
  }
}

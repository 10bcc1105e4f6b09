import { randomUUID } from 'node:crypto';
import { lstat, rename, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { problem } from '../../../../app/rpc/problem.ts';
import { saying } from '../../../../app/text/sayings.ts';
import { codeOf, diskProblem } from '../../../disk/disk-problem.ts';
import type { During } from '../../../disk/unfinished.ts';
import type { TaskHandle } from '../../tasks/task.ts';
import type { Inside } from '../inside/shell.ts';
import { extract } from './extract.ts';

/** Rejects with `conflict` where something has the name of what is to be written. */
export async function expectFree(path: string): Promise<void> {
  const there = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw diskProblem(error, 'download-unwritten');
  });
  if (there) throw problem('conflict', 'file-exists', { detail: path });
}

/** The name of a path on this machine; of the root, which has none, the container's. */
export function downloadName(path: string, container: string): string {
  return posix.basename(path) || container.slice(0, 12);
}

/** Brings files and folders of a container to places of this machine, each there whole or not at all, inside a task. */
export async function download(
  { engine, container }: Inside,
  ways: readonly { readonly path: string; readonly to: string }[],
  { during, task }: { readonly during: During; readonly task: TaskHandle },
): Promise<void> {
  let [bytes, files, left] = [0, 0, 0];
  for (const { path, to } of ways) {
    const found = await engine.files.find(container, path, task.signal);
    if (!found) throw problem('not-found', 'file-missing', { params: { path } });
    const { kind } = found;
    if (kind !== 'file' && kind !== 'folder') throw problem('unsupported', 'download-odd', { params: { path } });
    const before = bytes;
    const tell = (written: number) => {
      if (ways.length === 1 && kind === 'file') task.progress(written, found.size);
      task.say(saying('written', { bytes: before + written }));
    };
    const parts = engine.files.read(container, found, task.signal);
    const extracted = await during(to, () => whole(to, (draft) => extract(parts, { to: draft, kind }, tell)));
    for (const name of extracted.left) task.note({ saying: saying('left-out', { name }) });
    if (extracted.leftMore > 0) task.note({ saying: saying('left-out-more', { count: extracted.leftMore }) });
    bytes += extracted.bytes;
    files += extracted.files;
    left += extracted.left.length + extracted.leftMore;
  }
  const [first] = ways;
  task.result({ bytes, files, left });
  task.say(saying(left > 0 ? 'downloaded-without' : 'downloaded', { bytes, left, path: first?.to ?? '' }));
}

/** Writes beside a place, under a name that the next start knows, and moves it there in the end. */
export async function whole<T>(to: string, write: (draft: string) => Promise<T>): Promise<T> {
  const draft = join(`${to}.${randomUUID()}.part`);
  try {
    const written = await write(draft);
    await expectFree(to);
    await rename(draft, to);
    return written;
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
}

import type { BuildOrder } from '../../../app/builds.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { During } from '../../disk/unfinished.ts';
import type { OutputTo } from '../../engine/ports/builds.ts';
import { expectFree, whole } from '../files/download/download.ts';
import { extract } from '../files/download/extract.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import { checkTarget, writeArchive } from '../transfers/archive-file.ts';

/** Rejects with `conflict` where what is there must not be written over: a file is replaced, a folder is not. */
export async function checkOutput({ output }: BuildOrder): Promise<void> {
  if (!output || output.kind === 'nothing') return;
  await (output.kind === 'folder' ? expectFree(output.path) : checkTarget(output.path, true));
}

/** Where what a build makes goes, there whole or not at all; undefined: into the engine's images. */
export function outputTo({ output }: BuildOrder, task: TaskHandle, during: During): OutputTo | undefined {
  if (!output || output.kind === 'nothing') return output;
  const { kind, path } = output;
  if (kind === 'folder') {
    return { kind, take: (parts) => during(path, () => folder(path, parts, task)) };
  }
  return { kind, take: (archive) => during(path, () => writeArchive(path, true, archive)) };
}

async function folder(path: string, parts: Parameters<typeof extract>[0], task: TaskHandle): Promise<void> {
  const extracted = await whole(path, (to) => extract(parts, { to, kind: 'folder' }, () => {}));
  for (const name of extracted.left) task.note({ saying: saying('left-out', { name }) });
  if (extracted.leftMore > 0) task.note({ saying: saying('left-out-more', { count: extracted.leftMore }) });
}

import { saying } from '../../../../app/text/sayings.ts';
import type { During } from '../../../disk/unfinished.ts';
import type { Outputs } from '../../builds/outputs.ts';
import type { TaskHandle } from '../../tasks/tasks.ts';
import { checkTarget, writeArchive } from '../../transfers/archive-file.ts';
import { expectFree, whole } from './download.ts';
import { extract } from './extract.ts';

/**
 * Writes what builds make to this machine, there whole or not at all.
 * @param during leaves word of what is written
 */
export function createOutputs(during: During): Outputs {
  return {
    check: async (output) => {
      if (output.kind === 'nothing') return;
      await (output.kind === 'folder' ? expectFree(output.path) : checkTarget(output.path, true));
    },
    to: (output, task) => {
      if (output.kind === 'nothing') return output;
      const { kind, path } = output;
      if (kind === 'folder') return { kind, take: (parts) => during(path, () => folder(path, parts, task)) };
      return { kind, take: (archive) => during(path, () => writeArchive(path, true, archive)) };
    },
  };
}

async function folder(path: string, parts: Parameters<typeof extract>[0], task: TaskHandle): Promise<void> {
  const extracted = await whole(path, (to) => extract(parts, { to, kind: 'folder' }, () => {}));
  for (const name of extracted.left) task.note({ saying: saying('left-out', { name }) });
  if (extracted.leftMore > 0) task.note({ saying: saying('left-out-more', { count: extracted.leftMore }) });
}

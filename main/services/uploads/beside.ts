import { posix } from 'node:path';
import { problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { ShellRecord } from '../terminal/ledger.ts';
import type { LeftUploads, Remove } from './left-uploads.ts';
import { asShell, type Target } from './target.ts';
import { EndedArchive, unpackByEngine, unpackByTar } from './unpack.ts';

/** How long the end of it may take, in ms: files are moved or removed within one filesystem. */
export const endTime = 30_000;

/** Where a command runs, and as whom. */
type Inside = Pick<ShellRecord, 'container' | 'user' | 'privileged'>;

/** What is unpacked. */
interface Beside {
  readonly target: Target;
  /** The folder that all of it is packed into, of `newUnpackedName`. */
  readonly into: string;
  /** A tar. */
  readonly packed: AsyncIterable<Uint8Array>;
  readonly left: Pick<LeftUploads, 'during'>;
}

/**
 * Unpacks files beside where they belong, and moves them there: none of them is ever there by half.
 * @throws ProblemError, and then nothing of them is there, or the task says where it is
 */
export async function unpackBeside(
  engine: Engine,
  record: ShellRecord,
  { target, into, packed, left }: Beside,
  task: TaskHandle,
): Promise<void> {
  const { folder, tar } = target;
  const archive = new EndedArchive(packed);
  const unpack = tar ? unpackByTar : unpackByEngine;
  const { engine: on, container } = record;
  const place = { engine: on, container, ...asShell(record), folder, into };
  await left.during(place, async (isLeft) => {
    const late = lateAfter(task.signal);
    try {
      await unpack(engine, record, { folder, archive }, late.signal).finally(() => archive.check());
      task.signal.throwIfAborted();
      await run(engine, record, moveScript, [folder, into]);
    } catch (error) {
      await removeUnpacked(engine, place).catch(() => {
        isLeft();
        const said = saying('upload-left', { path: posix.join(folder, into) });
        task.say(said);
        task.leave(said);
      });
      throw error;
    } finally {
      late.dispose();
    }
  });
}

/** Aborts when a cancel has been waited for: what reads an archive that has ended ends by itself, if it can. */
function lateAfter(signal: AbortSignal): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => late.abort(signal.reason), endTime);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    dispose: () => {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}

const moveScript = `
cd "$0" && [ -d "$1" ] || exit 9
for path in "$1"/* "$1"/.[!.]* "$1"/..?*; do
  [ -e "$path" ] || [ -L "$path" ] || continue
  mv -f "$path" ./ || exit 1
done
rmdir "$1"`;

const removeScript = '! cd "$0" || rm -rf "./$1"';

/** Takes away again what was unpacked. */
export const removeUnpacked: Remove = (engine, place) => run(engine, place, removeScript, [place.folder, place.into]);

/** Not by the task's signal: what was begun is ended, whatever becomes of it. */
async function run(engine: Engine, record: Inside, script: string, args: readonly string[]): Promise<void> {
  const command = ['/bin/sh', '-c', script, ...args];
  const signal = AbortSignal.timeout(endTime);
  const { exitCode, output } = await engine.containers.run(record.container, { command, ...asShell(record) }, signal);
  if (exitCode === 0) return;
  throw problem('permission-denied', 'upload-not-moved', { detail: output });
}

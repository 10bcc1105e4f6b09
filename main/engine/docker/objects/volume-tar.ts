import type { LogSource } from '../../../../app/logs.ts';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { figure, record, records, text } from '../../../base/json.ts';
import type { EngineHttp, Limits } from '../http/http.ts';
import { cancelled } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { FrameParser, type FrameSink } from '../streams/frames.ts';
import { inside, makeHelper, removeHelper } from './volume-helper.ts';

const unlimited: Limits = { time: undefined };
/** Images that are tried for a tar. */
const mostTried = 30;
/** Characters of what tar says when it fails. */
const longestWords = 2_000;

/**
 * The files of a volume by a tar that some image of the engine has, as `EngineVolumes.read` gives them: Podman's own
 * archives forget the owners of files. The images of containers that use the volume are tried first.
 */
export async function* readByTar(http: EngineHttp, volume: string, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  for (const image of await candidates(http, volume, signal)) {
    const command = ['-c', '-C', inside, '.'];
    const helper = { image, entrypoint: ['tar'], command, readOnly: true };
    const container = await makeHelper(http, volume, helper, signal).catch(() => undefined);
    if (container === undefined) continue;
    try {
      const path = `/containers/${container}`;
      const query = { stream: 1, stdout: 1, stderr: 1 };
      // Before the start: what is printed then is heard from its first byte.
      const socket = await http.upgrade({ method: 'POST', path: `${path}/attach`, query }, signal);
      if (!(await starts(http, path, signal))) {
        socket.destroy();
        continue;
      }
      const output = new TarOutput();
      const frames = new FrameParser(output);
      for await (const chunk of reads(socket, signal)) {
        frames.push(chunk);
        yield* output.take();
      }
      if (signal.aborted) throw cancelled();
      await checkEnd(http, path, output.words, signal);
      return;
    } finally {
      await removeHelper(http, container);
    }
  }
  throw problem('unsupported', 'copy-needs-tar');
}

/** Ids of images, those first that are most likely to have a tar. */
async function candidates(http: EngineHttp, volume: string, signal: AbortSignal): Promise<string[]> {
  const query = { all: 1, filters: JSON.stringify({ volume: [volume] }) };
  const [users, images] = await Promise.all([
    http.list({ method: 'GET', path: '/containers/json', query }, signal),
    http.list({ method: 'GET', path: '/images/json' }, signal),
  ]);
  const used = records(users).map(({ ImageID }) => text(ImageID).replace(/^sha256:/, ''));
  const small = records(images).toSorted((a, b) => (figure(a['Size']) ?? 0) - (figure(b['Size']) ?? 0));
  const ids = [...used, ...small.map(({ Id }) => text(Id).replace(/^sha256:/, ''))];
  return [...new Set(ids)].filter((id) => id !== '').slice(0, mostTried);
}

/** False where the image has no tar. */
async function starts(http: EngineHttp, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    await http.good({ method: 'POST', path: `${path}/start` }, signal, unlimited);
    return true;
  } catch (error) {
    const { code } = toProblem(error);
    if (code === 'cancelled' || code === 'engine-unreachable') throw error;
    return false;
  }
}

async function checkEnd(http: EngineHttp, path: string, words: string, signal: AbortSignal): Promise<void> {
  const waited = await http.json({ method: 'POST', path: `${path}/wait` }, signal, unlimited);
  if (figure(record(waited)['StatusCode']) === 0) return;
  throw problem('internal', 'copy-tar-failed', { detail: words.trim() });
}

/** What tar printed since it was taken last, and what it said. */
class TarOutput implements FrameSink {
  #chunks: Buffer[] = [];
  words = '';

  *take(): Generator<Buffer> {
    yield* this.#chunks.splice(0);
  }

  start(): void {}

  data(source: LogSource, chunk: Buffer, from: number, to: number): void {
    const bytes = Buffer.from(chunk.subarray(from, to));
    if (source === 'stdout') this.#chunks.push(bytes);
    else if (this.words.length < longestWords) this.words += bytes.toString();
  }

  end(): void {}
}

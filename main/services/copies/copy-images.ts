import { Readable } from 'node:stream';
import type { ImageDetail } from '../../../app/images.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { familiarName, isFault, parseReference } from '../../../app/text/image-reference.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import { loadImages } from '../transfers/transfers.ts';
import type { Ends } from './ends.ts';

/**
 * Sends images from engine to engine as the archive that one saves and the other loads, and makes sure that their layers
 * are the same there. Answers with how many bytes went. Rejects with a ProblemError.
 */
export async function copyImages({ from, to }: Ends, references: readonly string[], task: TaskHandle): Promise<number> {
  const { signal } = task;
  const sources = await Promise.all(references.map((reference) => from.images.inspect(reference, signal)));
  const expected = sources.reduce((sum, { size, packed = size }) => sum + packed, 0);
  const [label = ''] = references;
  let bytes = 0;
  const sent = async function* () {
    for await (const chunk of from.transfers.save(references, signal)) {
      bytes += chunk.length;
      task.part('archive', { current: bytes, total: Math.max(bytes, expected) });
      yield chunk;
    }
  };
  task.part('archive', { label, current: 0, total: expected });
  const archive = Readable.from(sent(), { objectMode: false });
  const loaded = await loadImages(to.transfers.load(archive, signal), task);
  task.part('archive', { state: 'done', current: bytes, total: bytes });
  for (const [at, reference] of references.entries()) {
    const name = await nameAsBefore(to, reference, loaded, signal);
    const source = sources[at];
    if (source && !sameLayers(source, await to.images.inspect(name, signal))) {
      throw problem('internal', 'copy-differs', { params: { image: reference } });
    }
  }
  return bytes;
}

/**
 * What an image is called at the engine that loaded it, once it is called there as before: Podman files the short names
 * of Docker's archives under `localhost/`.
 */
async function nameAsBefore(
  { images }: Ends['to'],
  reference: string,
  loaded: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const parsed = parseReference(reference);
  if (isFault(parsed)) return loaded.find((name) => name.includes(reference.replace(/^sha256:/, ''))) ?? reference;
  const short = `${familiarName(parsed)}:${parsed.tag ?? 'latest'}`;
  const local = `localhost/${short}`;
  if (parsed.domain === 'localhost' || !loaded.includes(local)) return reference;
  const { id } = await images.inspect(local, signal);
  await images.tag(id, short, signal);
  await images.remove(id, { reference: local, force: false }, signal);
  return reference;
}

/** Whether two images are the same in what they hold. */
export function sameLayers(a: ImageDetail, b: ImageDetail): boolean {
  return a.layers.length === b.layers.length && a.layers.every((layer, at) => layer === b.layers[at]);
}

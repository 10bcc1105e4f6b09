import { Readable } from 'node:stream';
import { problem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PipedPart } from '../../engine/ports/containers.ts';
import type { ShellRecord } from '../terminal/ledger.ts';
import { asShell } from './target.ts';

/** Characters kept of what tar says. */
const mostWords = 2_000;

/** What is unpacked, and where. */
interface Unpacking {
  readonly folder: string;
  readonly archive: EndedArchive;
}

/**
 * An archive that never breaks off: where it cannot be made whole, it ends, and tells why afterwards. Whoever unpacks it then
 * has ended, too, and writes nothing more into what is removed meanwhile.
 */
export class EndedArchive implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>;
  #failure: { readonly error: unknown } | undefined;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    try {
      for await (const chunk of this.#source) yield chunk;
    } catch (error) {
      this.#failure = { error };
    }
  }

  /** @throws what kept the archive from being whole */
  check(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/**
 * By the engine, which needs nothing in the container, but writes below what is mounted in memory, and meanwhile Docker lets
 * nobody into the container.
 */
export async function unpackByEngine(
  engine: Engine,
  { container }: ShellRecord,
  { folder, archive }: Unpacking,
  signal: AbortSignal,
): Promise<void> {
  await engine.files.unpack(container, folder, Readable.from(archive, { objectMode: false }), signal);
}

/** By the container's own tar, which sees what is mounted there. @throws ProblemError with what it says */
export async function unpackByTar(
  engine: Engine,
  record: ShellRecord,
  { folder, archive }: Unpacking,
  signal: AbortSignal,
): Promise<void> {
  // Of a busybox the shell knows the tar that is in it.
  const command = ['/bin/sh', '-c', 'exec tar -xf - -C "$0"', folder];
  const session = await engine.containers.pipe(record.container, { command, env: [], ...asShell(record) }, signal);
  try {
    const said = wordsOf(session.output).catch(() => '');
    // A tar that has ended takes nothing more: why is what it said.
    await writeAll(archive, session).catch(() => undefined);
    session.endInput();
    const detail = await said;
    if ((await session.exitCode()) === 0) return;
    throw problem('conflict', 'upload-not-unpacked', { params: { folder }, detail });
  } finally {
    session.close();
  }
}

async function writeAll(
  archive: AsyncIterable<Uint8Array>,
  session: { write(data: Uint8Array): Promise<void> },
): Promise<void> {
  for await (const chunk of archive) await session.write(chunk);
}

async function wordsOf(output: AsyncIterable<PipedPart>): Promise<string> {
  let words = '';
  for await (const { data } of output) {
    if (words.length < mostWords) words += Buffer.from(data).toString();
  }
  return words.slice(0, mostWords).trim();
}

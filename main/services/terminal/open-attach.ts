import { randomBytes } from 'node:crypto';
import type { EngineContainer } from '../../../app/containers.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { AttachHow } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecSession } from '../../engine/ports/containers.ts';
import { lineCount } from '../../engine/ports/log-block.ts';
import type { Engines } from '../engine/engine.ts';
import { LineMode } from './line-mode.ts';
import type { OpenShell } from './opened.ts';

/**
 * What a log may hold to be shown first: an engine gives all of it or nothing. A screen keeps about as many lines, and as many
 * bytes are through within some tens of ms.
 */
const mostReplayed = { lines: 10_000, bytes: 1024 * 1024 };

export type AttachTarget = EngineContainer & {
  readonly how: AttachHow;
  readonly cols: number;
  readonly rows: number;
};

/**
 * Connects to the main process of a container. It is never ended by that: to let go of it is to close the connection.
 * @throws ProblemError `conflict` if the container does not run: of one that does not nothing would ever come
 */
export async function openAttach(
  engines: Engines,
  { engine: engineId, id, how, cols, rows }: AttachTarget,
  signal: AbortSignal,
): Promise<OpenShell> {
  const held = new AbortController();
  const cut = () => held.abort();
  signal.addEventListener('abort', cut, { once: true });
  try {
    signal.throwIfAborted();
    const engine = await engines.ready(engineId, held.signal);
    const { name, labels, state, startedAt, tty, stdin } = await engine.containers.inspect(id, held.signal);
    if (state !== 'running') throw problem('conflict', 'attach-not-running');
    const input = how.input && stdin !== 'closed';
    const options = { input, replay: await isLogShort(engine, id, held.signal) };
    const session = tty
      ? await engine.containers.attach(id, options, held.signal)
      : new LineMode(await engine.containers.attachPiped(id, options, held.signal));
    const record = { engine: engineId, container: id, shell: randomBytes(16).toString('hex'), attached: true } as const;
    const exec = input ? session : new Unheard(session);
    return { record, engine, inside: { id, startedAt }, name, labels, how, exec, held, cols, rows };
  } catch (error) {
    cut();
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

/** Whether all that a log holds may come before what is printed next; not where it cannot be read. */
async function isLogShort(engine: Engine, id: string, signal: AbortSignal): Promise<boolean> {
  const stop = new AbortController();
  const options = { tail: mostReplayed.lines, follow: false } as const;
  let lines = 0;
  let bytes = 0;
  try {
    for await (const block of engine.containers.logs(id, options, AbortSignal.any([signal, stop.signal]))) {
      lines += lineCount(block);
      bytes += block.text.byteLength;
      if (lines >= mostReplayed.lines || bytes > mostReplayed.bytes) return false;
    }
    return !signal.aborted;
  } catch {
    return false;
  } finally {
    stop.abort();
  }
}

/** A process that is only looked at: what is typed, and what a screen answers by itself, does not reach it. */
class Unheard implements ExecSession {
  readonly output: AsyncIterable<Uint8Array>;
  readonly #session: ExecSession;

  constructor(session: ExecSession) {
    this.#session = session;
    this.output = session.output;
  }

  async write(): Promise<void> {}

  endInput(): void {}

  resize(cols: number, rows: number): Promise<void> {
    return this.#session.resize(cols, rows);
  }

  pid(signal: AbortSignal): Promise<number | undefined> {
    return this.#session.pid(signal);
  }

  exitCode(): Promise<number | undefined> {
    return this.#session.exitCode();
  }

  close(): void {
    this.#session.close();
  }
}

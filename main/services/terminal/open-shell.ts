import { randomBytes } from 'node:crypto';
import type { EngineContainer } from '../../../app/containers.ts';
import { problem, toProblem } from '../../../app/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine.ts';
import { markerOf } from './ending.ts';
import type { ShellLedger } from './ledger.ts';
import type { OpenShell } from './shell-session.ts';

/** How long a start that nobody waits for any more may take, in ms, until its connection is cut. */
const patience = 30_000;

/** Becomes bash where there is one, else stays sh. */
const script = 'command -v bash >/dev/null 2>&1 && exec bash; exec sh';

export type ShellTarget = EngineContainer & { readonly cols: number; readonly rows: number };

/**
 * Starts a shell in a container. Once that has begun the signal does not hinder it: a start that is cut may happen all
 * the same, and later than anybody looks. Whoever aborted gets a shell to end then.
 * @throws ProblemError `conflict` if the container does not run, `cancelled`, or what the engine says
 */
export async function openShell(
  engines: Engines,
  ledger: ShellLedger,
  { engine: engineId, id, cols, rows }: ShellTarget,
  signal: AbortSignal,
): Promise<OpenShell> {
  const record = { engine: engineId, container: id, shell: randomBytes(16).toString('hex') };
  const held = new AbortController();
  const cut = () => held.abort();
  let starting = false;
  const cancel = () => (starting ? setTimeout(cut, patience).unref() : cut());
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const engine = await engines.ready(engineId, held.signal);
    // Written down before it starts: a crash right after that is one, too.
    await Promise.all([expectRunning(engine, id, held.signal), ledger.note(record)]);
    held.signal.throwIfAborted();
    starting = true;
    const marker = markerOf(record.shell);
    // As `$0` the marker is also what the engine tells of the command.
    const command = ['/bin/sh', '-c', script, marker];
    const exec = await engine.containers.exec(
      id,
      { command, env: ['TERM=xterm-256color', marker], cols, rows },
      held.signal,
    );
    return { record, engine, exec, held };
  } catch (error) {
    cut();
    if (starting && isUncertain(error)) ledger.abandon(record.shell);
    else ledger.drop(record.shell);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Whether the engine may have started it all the same: it did not say no. */
function isUncertain(error: unknown): boolean {
  return ['cancelled', 'engine-unreachable', 'timeout'].includes(toProblem(error).code);
}

async function expectRunning(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const { state } = await engine.containers.inspect(id, signal);
  if (state === 'running') return;
  throw problem('conflict', 'The container is not running.', { nextStep: 'Start it, then open a shell.' });
}

import { randomBytes } from 'node:crypto';
import type { ContainerDetail, EngineContainer } from '../../../app/containers.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { ExecHow, SessionId, ShellHow } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RunAs } from '../../engine/ports/containers.ts';
import type { Engines } from '../engine/engine.ts';
import { markerOf } from './ending.ts';
import type { ShellLedger } from './ledger.ts';
import { LineMode } from './line-mode.ts';
import type { OpenShell } from './opened.ts';

/** How long a start that nobody waits for any more may take, in ms, until its connection is cut. */
const patience = 30_000;

/** Becomes bash where there is one, else stays sh. */
const script = 'command -v bash >/dev/null 2>&1 && exec bash; exec sh';

export type ShellTarget = EngineContainer & {
  readonly cols: number;
  readonly rows: number;
  readonly how?: ShellHow | undefined;
  /** An ended session whose screen this goes on with. */
  readonly below?: SessionId | undefined;
  /** Stands between both. */
  readonly line?: string | undefined;
  /** Lines. */
  readonly scrollback?: number | undefined;
};

/**
 * Starts a shell in a container. Once that has begun the signal does not hinder it: a start that is cut may happen all
 * the same, and later than anybody looks. Whoever aborted gets a shell to end then.
 * @throws ProblemError `conflict` if the container does not run, `cancelled`, or what the engine says
 */
export async function openShell(
  engines: Engines,
  ledger: ShellLedger,
  { engine: engineId, id, cols, rows, how = { kind: 'exec' } }: ShellTarget,
  signal: AbortSignal,
): Promise<OpenShell> {
  if (how.kind !== 'exec') throw problem('unsupported', 'engine-cannot');
  const as = asOf(how);
  const record = { engine: engineId, container: id, shell: randomBytes(16).toString('hex'), ...as };
  const held = new AbortController();
  const cut = () => held.abort();
  let starting = false;
  const cancel = () => (starting ? setTimeout(cut, patience).unref() : cut());
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const engine = await engines.ready(engineId, held.signal);
    // Written down before it starts: a crash right after that is one, too.
    const [{ name, labels, startedAt }] = await Promise.all([
      expectRunning(engine, id, held.signal),
      ledger.note(record),
    ]);
    held.signal.throwIfAborted();
    starting = true;
    const marker = markerOf(record.shell);
    // As `$0` the marker is also what the engine tells of the command.
    const command = how.command ?? ['/bin/sh', '-c', script, marker];
    // The last of two of one name counts: what a person says of TERM, and never of the marker.
    const env = ['TERM=xterm-256color', ...(how.env ?? []), marker];
    // Only what a person chose can be wrong, and is told before a tab opens for it.
    const untilRunning = Boolean(how.command ?? how.user ?? how.workdir ?? how.privileged);
    const run = { untilRunning, ...as, ...(how.workdir && { workdir: how.workdir }), command, env };
    const exec =
      how.tty === false
        ? new LineMode(await engine.containers.pipe(id, run, held.signal))
        : await engine.containers.exec(id, { ...run, cols, rows }, held.signal);
    return { record, engine, inside: { id, startedAt }, name, labels, how, exec, held, cols, rows };
  } catch (error) {
    cut();
    if (starting && isUncertain(error)) ledger.abandon(record.shell);
    else ledger.drop(record.shell);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function asOf({ user, privileged }: ExecHow): Pick<RunAs, 'user' | 'privileged'> {
  return { ...(user && { user }), ...(privileged && { privileged }) };
}

/** Whether the engine may have started it all the same: it did not say no. */
export function isUncertain(error: unknown): boolean {
  return ['cancelled', 'engine-unreachable', 'timeout'].includes(toProblem(error).code);
}

async function expectRunning(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerDetail> {
  const detail = await engine.containers.inspect(id, signal);
  if (detail.state === 'running') return detail;
  throw problem('conflict', 'shell-not-running');
}

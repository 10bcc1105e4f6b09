import { randomBytes } from 'node:crypto';
import type { DebugHow } from '../../../app/terminal.ts';
import type { Engines } from '../engine/engine.ts';
import { startToolbox } from './debug/toolbox.ts';
import { markerOf } from './ending.ts';
import type { ShellLedger } from './ledger.ts';
import { isUncertain, type ShellTarget } from './open-shell.ts';
import type { OpenShell } from './opened.ts';

/** How long a toolbox may take to go, in ms, until that is left for later. */
const removeTime = 30_000;

/**
 * Starts a shell in a toolbox for a container, which goes with the shell. The signal does not hinder it once it has begun:
 * what is cut may happen all the same, and later than anybody looks. Whoever aborted gets a shell to end then.
 * @throws ProblemError what the engine says; what was made is removed then, or later
 */
export async function openDebugShell(
  engines: Engines,
  ledger: ShellLedger,
  { engine: engineId, id, cols, rows, how }: ShellTarget & { readonly how: DebugHow },
  signal: AbortSignal,
): Promise<OpenShell> {
  const engine = await engines.ready(engineId, signal);
  const shell = randomBytes(16).toString('hex');
  const record = { engine: engineId, container: id, shell, toolbox: true } as const;
  const held = new AbortController();
  // Written down before it starts: a crash right after that is one, too.
  await ledger.note(record);
  try {
    const named = { mark: shell, marker: markerOf(shell) };
    const { name, startedAt, container, ...run } = await startToolbox(
      engine,
      { id, image: how.image },
      named,
      held.signal,
    );
    const exec = await engine.containers.exec(container, { ...run, cols, rows }, held.signal);
    // Cut then, or nobody would learn of it.
    void engine.toolboxes.ended(container, held.signal).then(
      () => exec.close(),
      () => undefined,
    );
    return { record, engine, inside: { id, startedAt }, name, how, toolbox: container, exec, held, cols, rows };
  } catch (error) {
    held.abort();
    const isGone = await engine.toolboxes.remove(shell, AbortSignal.timeout(removeTime)).then(
      () => !isUncertain(error),
      () => false,
    );
    if (isGone) ledger.drop(shell);
    else ledger.abandon(shell);
    throw error;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type Cause, cause, toProblem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';

/** How long the engine may take to say what became of the container, in ms. */
const askTime = 5_000;

/** How long, in ms, a container may run on for its engine once what ran in it has been killed. */
const lateTime = 1_000;
/** How long, in ms, one that has ended may take until it runs again or is gone, where that is why it ended. */
const followTime = 10_000;
/** ms until the first look again; each is twice as far from the one before, so that many shells of a container ask little. */
const firstPause = 50;

/** A shell that was ended by a signal has 128 and the signal's number, or none where nobody can say any more. */
const firstSignal = 128;

/** The container of a shell, as it was when that began. */
export interface ShellContainer {
  readonly id: string;
  /** When it was started, as its engine tells it; undefined where it did not run, and nothing can happen to it. */
  readonly startedAt: number | undefined;
}

/**
 * Why a shell ended, where that was not its own doing: something happened to its container, or to the engine. Whoever
 * restarts or removes a container ends it first, so what is said later is truer.
 * @param code the shell's exit code, where it is known
 */
export async function* whyEnded(
  engine: Engine,
  { id, startedAt }: ShellContainer,
  code: number | undefined,
): AsyncGenerator<Cause, void> {
  if (startedAt === undefined || (code !== undefined && code <= firstSignal)) return;
  const began = performance.now();
  let hasEnded = false;
  for (let pause = firstPause; ; pause *= 2) {
    const found = await look(engine, id, startedAt);
    if (found.kind === 'fate') yield found.why;
    if (found.kind === 'fate' && found.isLast) return;
    if (found.kind === 'fate') hasEnded = true;
    if (performance.now() - began + pause > (hasEnded ? followTime : lateTime)) return;
    // Nobody waits for Gantry to end because of this.
    await sleep(pause, undefined, { ref: false });
  }
}

/** What is seen of a container: nothing that ends a shell, or what has become of it, after which may come more. */
type Look = { readonly kind: 'nothing' } | { readonly kind: 'fate'; readonly why: Cause; readonly isLast: boolean };

async function look(engine: Engine, id: string, startedAt: number): Promise<Look> {
  const last = (why: Cause): Look => ({ kind: 'fate', why, isLast: true });
  try {
    const found = await engine.containers.inspect(id, AbortSignal.timeout(askTime));
    switch (found.state) {
      case 'removing':
        return last(cause('shell-container-removed'));
      case 'exited':
      case 'dead':
      case 'restarting': {
        const code = found.exitCode;
        const why = found.oomKilled ? cause('shell-container-oom') : cause('shell-container-ended', { code });
        return { kind: 'fate', why, isLast: false };
      }
      default:
        // Its clock is compared with itself only: it may be another machine's.
        if (found.state !== 'running' || found.startedAt === startedAt) return { kind: 'nothing' };
        return last(cause('shell-container-restarted'));
    }
  } catch (error) {
    const { code } = toProblem(error);
    if (code === 'not-found') return last(cause('shell-container-removed'));
    // Podman says something or other while it takes a container apart.
    return code === 'internal' ? { kind: 'nothing' } : last(cause('engine-unreachable'));
  }
}

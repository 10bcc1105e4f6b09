import { globalAgent as plainAgent } from 'node:http';
import { globalAgent as secureAgent } from 'node:https';
import { expect } from 'vitest';
import { type ProblemCode, toProblem } from '../../app/rpc/problem.ts';
import { dockerEngine } from '../../main/engine/docker/engine.ts';
import type { Engine } from '../../main/engine/engine.ts';
import { type RawAnswer, type RawEngine, type RawPlace, startRawEngine } from './raw-engine.ts';
import { strainOf } from './strain.ts';

/** One thing that a hostile engine does, and how the call that meets it must end. */
export interface HostileCase {
  readonly answers: Readonly<Record<string, RawAnswer>>;
  readonly place?: RawPlace;
  readonly ask: (engine: Engine, signal: AbortSignal) => Promise<unknown>;
  /** The code of its problem, or what else it comes to. */
  readonly ends: ProblemCode | { readonly with: unknown };
  /** It would go on for ever: it is ended from here once this many requests have come. */
  readonly cancelledAfter?: number;
}

/** Bytes that no answer may cost. */
const mostMemory = 300_000_000;
/** Ms for which nobody else has a turn: twice what it takes on an idle machine, as collectors of garbage count too. */
const mostSilence = 2000;

/** Runs a case: it ends as it must, in bounded memory, without silence, and leaves no connection behind. */
export async function survives({ answers, place, ask, ends, cancelledAfter }: HostileCase): Promise<void> {
  const raw = await startRawEngine(answers, place);
  try {
    const stop = new AbortController();
    let ended: unknown;
    const strain = await strainOf(async () => {
      const asking = ask(dockerEngine(raw.address), stop.signal).then((value) => ({ with: value }), codeOf);
      if (cancelledAfter !== undefined) await cancel(raw, cancelledAfter, stop);
      ended = await asking;
    });
    expect(ended).toEqual(ends);
    expect(strain.memory).toBeLessThan(mostMemory);
    expect(strain.silence).toBeLessThan(mostSilence);
    // What is kept for the next request is no leak.
    plainAgent.destroy();
    secureAgent.destroy();
    await expect.poll(() => raw.open, { timeout: 10_000 }).toBe(0);
  } finally {
    await raw.close();
  }
}

/** What nobody made a problem of on purpose is told whole, so that it fits none. */
function codeOf(error: unknown): string {
  const { code, reason, detail } = toProblem(error);
  return reason === 'unforeseen' ? `${reason} ${detail}` : code;
}

async function cancel(raw: RawEngine, requests: number, stop: AbortController): Promise<void> {
  await expect.poll(() => raw.requests.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(requests);
  stop.abort();
}

import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { startLab } from './lab.ts';
import { newerDockerd } from './newer-dockerd.ts';
import { lab } from './use.ts';

/** An engine that tests run on. */
export interface TestedEngine {
  readonly socket: string;
  stop(): Promise<void>;
}

const engines = [
  {
    age: 'own',
    program: async () => '',
    start: async (): Promise<TestedEngine> => ({ socket: lab.socket, stop: async () => {} }),
  },
  {
    age: 'newer',
    program: () => newerDockerd(console.error),
    start: (dockerd: string): Promise<TestedEngine> => startLab({ dockerd }),
  },
] as const;
type EngineAge = (typeof engines)[number]['age'];

/**
 * The same tests on the machine's own engine and on a newer one; inside a test `engine()` is the one that runs. Where a
 * newer one cannot be had, its tests are skipped, each with the reason.
 */
export function onEachEngine(tests: (engine: () => TestedEngine, age: EngineAge) => void): void {
  describe.each(engines)('on the $age engine', ({ age, program, start }) => {
    let engine: TestedEngine | undefined;
    let reason = '';
    beforeAll(async () => {
      const dockerd = await program().catch((error: unknown) => void (reason = String(error)));
      if (dockerd !== undefined) engine = await start(dockerd);
    }, 240_000);
    afterAll(() => engine?.stop(), 60_000);
    beforeEach(({ skip }) => skip(!engine, reason));
    tests(() => {
      if (!engine) throw new Error(reason);
      return engine;
    }, age);
  });
}

import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { type Lab, type LabOptions, startLab } from './lab.ts';
import { type EngineKind, engineProgram } from './programs/programs.ts';
import { lab } from './use.ts';

/** An engine that tests run on. */
export type TestedEngine = Pick<Lab, 'socket' | 'cli' | 'stop' | 'registry' | 'authRegistry'> &
  /** Not of the one that all tests share. */
  Partial<Pick<Lab, 'engine' | 'tls'>>;

/** What builds with BuildKit. */
export const DOCKERS = ['docker', 'newer-docker'] as const satisfies readonly EngineKind[];

/** The engines of the tests of every day. */
export const EVERY_DAY = [...DOCKERS, 'podman4', 'podman5'] as const satisfies readonly EngineKind[];

/**
 * The same tests on every engine, or on those named; inside a test `engine()` is the one that runs. Where one cannot be had,
 * its tests are skipped, each with the reason. With `options` each engine is one of its own, the machine's Docker too.
 */
export function onEachEngine(
  tests: (engine: () => TestedEngine, kind: EngineKind) => void,
  kinds: readonly EngineKind[] = EVERY_DAY,
  options: LabOptions = {},
): void {
  const shared = Object.keys(options).length === 0;
  describe.each(kinds)('on %s', (kind) => {
    let engine: TestedEngine | undefined;
    let reason = '';
    beforeAll(async () => {
      const program = await engineProgram(kind, console.error).catch((error: unknown) => void (reason = String(error)));
      if (program === undefined) return;
      if (kind === 'docker' && shared) engine = { ...lab, stop: async () => {} };
      else engine = await startLab({ ...options, program });
    }, 240_000);
    afterAll(() => engine?.stop(), 60_000);
    beforeEach(({ skip }) => skip(!engine, reason));
    tests(() => {
      if (!engine) throw new Error(reason);
      return engine;
    }, kind);
  });
}

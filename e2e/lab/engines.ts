import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import { type Lab, type LabOptions, startLab } from './lab.ts';
import { type EngineKind, engineProgram } from './programs/programs.ts';
import { cliOf, sharedEngine } from './vitest.ts';

/** An engine that tests run on. */
export type TestedEngine = Pick<Lab, 'socket' | 'cli' | 'tls' | 'registry' | 'authRegistry'> &
  /** Not of one that all tests share. */
  Partial<Pick<Lab, 'engine' | 'stop'>>;

/** What builds with BuildKit. */
export const DOCKERS = ['docker', 'newer-docker'] as const satisfies readonly EngineKind[];

/** The engines of the tests of every day. */
export const EVERY_DAY = [...DOCKERS, 'podman4', 'podman5'] as const satisfies readonly EngineKind[];

/**
 * The same tests on every engine, or on those named; inside a test `engine()` is the one that runs. Where one cannot be had,
 * its tests are skipped, each with the reason. Other files have the same engines before and after; with `options` each engine
 * is one of its own. A block leaves no containers on those that others have after it.
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
      const found = await (shared ? borrow(kind) : start(kind, options));
      if (typeof found === 'string') reason = found;
      else engine = found;
    }, 240_000);
    afterAll(() => engine?.stop?.(), 60_000);
    beforeEach(({ skip }) => skip(!engine, reason));
    tests(() => {
      if (!engine) throw new Error(reason);
      return engine;
    }, kind);
  });
}

async function borrow(kind: EngineKind): Promise<TestedEngine | string> {
  const found = await sharedEngine(inject('labs'), kind);
  if (typeof found === 'string') return found;
  const { socket, tls } = found;
  const cli = cliOf(found);
  // On the machine's own Docker tests of no block stand beside these, and containers of a whole file.
  const stop = kind === 'docker' ? {} : { stop: () => leaveNone(cli) };
  return { socket, cli, ...(tls ? { tls } : {}), ...stop };
}

async function leaveNone(cli: TestedEngine['cli']): Promise<void> {
  const ids = (await cli('ps', '-aq')).stdout.split('\n').filter(Boolean);
  if (ids.length === 0) return;
  await cli('kill', ...ids); // some engines ask, and wait for an answer, even when they are to remove by force
  await cli('rm', '-fv', ...ids);
}

async function start(kind: EngineKind, options: LabOptions): Promise<TestedEngine | string> {
  const program = await engineProgram(kind, console.error).catch(String);
  return typeof program === 'string' ? program : startLab({ ...options, program });
}

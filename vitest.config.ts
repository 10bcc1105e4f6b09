import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakeElectron = fileURLToPath(new URL('./e2e/fake/electron.ts', import.meta.url));

/** Upper limits, in ms, that also hold beside other work: whatever is waited for ends a wait when it comes. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } } as const;

/** By default one processor is left idle, which is half of a small machine. */
const everyProcessor = { maxWorkers: '100%' } as const;

/** Later than other projects of the same run, with workers of another number. */
function after(groupOrder: number): { sequence: { groupOrder: number } } {
  return { sequence: { groupOrder } };
}

// A bare import of electron under Node would start a download: every spelling leads to the fake.
const resolve = { alias: [{ find: /^electron(\/(main|common|renderer))?$/, replacement: fakeElectron }] };
const hostile = '**/*.hostile.test.ts';
const onEngine = '**/*.lab.test.ts';
/** Electron's host is one per process: its modules have a state. */
const onElectron = 'main/hosts/electron/*.test.ts';

/**
 * `unit` and `hostile` need nothing but Node; what attacks takes its time, so it is no part of `npm run check`. `lab` runs
 * on real engines that its global setup starts and stops. Files of `unit` and of `lab` share their processes, which halves the
 * time of one and takes three minutes off the other; what a module remembers beyond a test belongs into an object, and else
 * the test to `unit-electron`.
 */
export default defineConfig({
  test: {
    teardownTimeout: limits.hookTimeout, // the engines of `lab` end in it
    projects: [
      {
        resolve,
        test: {
          ...limits,
          ...everyProcessor,
          name: 'unit',
          isolate: false,
          include: ['{app,main,renderer,scripts,e2e}/**/*.test.ts'],
          exclude: [hostile, onEngine, onElectron],
        },
      },
      {
        resolve,
        test: { ...limits, ...everyProcessor, name: 'unit-electron', include: [onElectron] },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'hostile',
          include: [`{app,main,renderer,e2e}/${hostile}`],
          exclude: [onEngine],
          ...after(1),
        },
      },
      {
        test: {
          ...limits,
          name: 'lab',
          isolate: false,
          include: ['{app,main,e2e}/**/*.lab.test.ts'],
          globalSetup: 'e2e/lab/vitest.ts',
          fileParallelism: false,
          ...after(2),
        },
      },
    ],
  },
});

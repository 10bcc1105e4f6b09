import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakeElectron = fileURLToPath(new URL('./e2e/fake/electron.ts', import.meta.url));

/** Upper limits, in ms, that also hold beside other work: whatever is waited for ends a wait when it comes. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } } as const;

// A bare import of electron under Node would start a download: every spelling leads to the fake.
const resolve = { alias: [{ find: /^electron(\/(main|common|renderer))?$/, replacement: fakeElectron }] };
const hostile = '**/*.hostile.test.ts';
const onEngine = '**/*.lab.test.ts';

/**
 * `unit` and `hostile` need nothing but Node; what attacks takes its time, so it is no part of `npm run check`. `lab` runs
 * on a real engine that its global setup starts and stops.
 */
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          ...limits,
          name: 'unit',
          include: ['{app,main,renderer,scripts,e2e}/**/*.test.ts'],
          exclude: [hostile, onEngine],
        },
      },
      {
        resolve,
        test: { ...limits, name: 'hostile', include: [`{app,main,renderer,e2e}/${hostile}`], exclude: [onEngine] },
      },
      {
        test: {
          ...limits,
          name: 'lab',
          include: ['{app,main,e2e}/**/*.lab.test.ts'],
          globalSetup: 'e2e/lab/vitest.ts',
          fileParallelism: false,
        },
      },
    ],
  },
});

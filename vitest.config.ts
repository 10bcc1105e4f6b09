import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const fakeElectron = fileURLToPath(new URL('./e2e/fake/electron.ts', import.meta.url));

/** Upper limits, in ms, that also hold beside other work: whatever is waited for ends a wait when it comes. */
const limits = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } } as const;

/** `unit` needs nothing but Node; `lab` runs on a real engine that its global setup starts and stops. */
export default defineConfig({
  test: {
    projects: [
      {
        // A bare import of electron under Node would start a download: every spelling leads to the fake.
        resolve: { alias: [{ find: /^electron(\/(main|common|renderer))?$/, replacement: fakeElectron }] },
        test: {
          ...limits,
          name: 'unit',
          include: ['{app,main,renderer,scripts,e2e}/**/*.test.ts'],
          exclude: ['**/*.lab.test.ts'],
        },
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

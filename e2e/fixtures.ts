import type { Host } from './host.ts';
import { test as base, expect } from './host-fixtures.ts';
import { type Lab, startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';

interface TestFixtures {
  /** Runs the docker CLI on the lab's engine; its output without the last line end. Fails the test if it fails. */
  docker: (...args: string[]) => Promise<string>;
  /** A host on the lab's engine. */
  host: Host;
  /** The window of that host. Any console error or CSP violation fails the test. */
  gantry: GantryWindow;
}

interface WorkerFixtures {
  /** One private engine for all tests of the run. */
  lab: Lab;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  lab: [
    // Empty patterns on purpose: Playwright reads the fixtures that are used from the pattern.
    async ({}, use) => {
      const lab = await startLab();
      await use(lab);
      await lab.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  docker: async ({ lab }, use) => {
    await use(async (...args) => {
      const { code, stdout, stderr } = await lab.cli(...args);
      expect(code, `docker ${args.join(' ')}: ${stderr}`).toBe(0);
      return stdout.trimEnd();
    });
    const ids = (await lab.cli('ps', '-aq')).stdout.split('\n').filter(Boolean);
    if (ids.length > 0) await lab.cli('rm', '-fv', ...ids);
  },
  host: async ({ lab, hostOn }, use) => use(await hostOn(lab.dockerHost)),
  gantry: async ({ host, show }, use) => use(new GantryWindow(await show(host))),
});

export { watchErrors } from './host-fixtures.ts';
export { expect };

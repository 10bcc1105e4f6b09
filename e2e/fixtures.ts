import { test as base, expect, type Page } from '@playwright/test';
import { type Host, startHost } from './host.ts';
import { type Lab, startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';

interface TestFixtures {
  /** Runs the docker CLI on the lab's engine; its output without the last line end. Fails the test if it fails. */
  docker: (...args: string[]) => Promise<string>;
  /** A host on the lab's engine. */
  host: Host;
  /** The window in Chromium, opened on that host. Any console error or CSP violation fails the test. */
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
  host: async ({ lab }, use) => {
    const host = await startHost({ dockerHost: lab.dockerHost });
    await use(host);
    await host.stop();
  },
  gantry: async ({ host, page }, use) => {
    const errors = watchErrors(page);
    await page.goto(host.url);
    const window = new GantryWindow(page);
    await use(window);
    expect(errors, 'errors in the page').toEqual([]);
  },
});

export { expect };

/** Everything that the page says went wrong. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

import { writeContexts } from './contexts.ts';
import { test as base } from './fixtures.ts';
import { type Lab, startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';

/** A window on the worker's engine, `Docker`, that knows another one, too: `second`. */
export const testOfTwo = base.extend<{ other: Lab; gantryOfTwo: GantryWindow }>({
  other: async ({}, use) => {
    const other = await startLab();
    await use(other);
    await other.stop();
  },
  gantryOfTwo: async ({ hostOn, show, lab, other }, use) => {
    const config = await writeContexts(other.dir, { second: other.dockerHost });
    const host = await hostOn(lab.dockerHost, { env: { DOCKER_CONFIG: config } });
    await use(new GantryWindow(await show(host)));
  },
});

/** Chooses what a window looks at in its switcher: an engine, or all of them. */
export async function switchTo({ engine, page }: GantryWindow, name: RegExp): Promise<void> {
  await engine.click();
  await page.getByRole('menuitemcheckbox', { name }).click();
}

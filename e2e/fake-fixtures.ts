import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator } from '@playwright/test';
import { type FakeEngine, type FakeScript, startFakeEngine } from './fake/engine.ts';
import { watchErrors } from './fixtures.ts';
import { type Host, type HostOptions, startHost } from './host.ts';
import { GantryWindow } from './pages/window.ts';

interface FakeFixtures {
  /** A folder of the test's own. */
  folder: string;
  /** Starts a scripted engine that ends with the test. */
  fake: (script?: FakeScript) => Promise<FakeEngine>;
  /** Starts a host on an address. It must still be there at the end of the test and end well. */
  hostOn: (dockerHost: string, options?: Omit<HostOptions, 'dockerHost'>) => Promise<Host>;
  /** The window on an address or an engine. */
  open: (on: string | FakeEngine) => Promise<GantryWindow>;
  /** What the page said went wrong, CSP violations among it; must be empty at the end. */
  errors: string[];
}

/** For what a real engine cannot be made to do: nothing here needs one. */
export const test = base.extend<FakeFixtures>({
  // Empty patterns on purpose: Playwright reads the fixtures that are used from the pattern.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'gantry-fault-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  fake: async ({}, use) => {
    const engines: FakeEngine[] = [];
    await use(async (script) => {
      const engine = await startFakeEngine(script);
      engines.push(engine);
      return engine;
    });
    for (const engine of engines) await engine.close();
  },
  hostOn: async ({}, use) => {
    const hosts: Host[] = [];
    await use(async (dockerHost, options) => {
      const host = await startHost({ dockerHost, ...options });
      hosts.push(host);
      return host;
    });
    for (const host of hosts) expect(await host.stop(), 'how the host ended').toBe(0);
  },
  errors: async ({ page }, use) => {
    const errors = watchErrors(page);
    page.on('dialog', (dialog) => {
      errors.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await use(errors);
    expect(errors, 'errors in the page').toEqual([]);
    expect(await page.evaluate(() => Reflect.get(window, 'pwned')), 'a script ran').toBeUndefined();
  },
  open: async ({ page, hostOn, errors }, use) => {
    await use(async (on) => {
      const host = await hostOn(typeof on === 'string' ? on : `unix://${on.socket}`);
      await page.goto(host.url);
      expect(errors).toEqual([]);
      return new GantryWindow(page);
    });
  },
});

export { expect };

/** What text of the engine must never show as it is. */
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Nothing is wider than the window, no row is of another height, and no text can turn what stands around it. */
export async function expectSound({ page }: GantryWindow): Promise<void> {
  const { width, inner, height, view } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    inner: window.innerWidth,
    height: document.documentElement.scrollHeight,
    view: window.innerHeight,
  }));
  expect(width).toBeLessThanOrEqual(inner);
  expect(height).toBeLessThanOrEqual(view);
  // Not by role: behind a dialog the grid has none.
  const rows = await page
    .locator('[role=row][data-key]')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect([...new Set(rows)]).toEqual([28]);
  await expectVisible(page.locator('body'));
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBeUndefined();
  await expect(page.locator('img[src="x"], svg[onload]')).toHaveCount(0);
  expect(await page.evaluate(() => Reflect.get(Object.prototype, 'polluted'))).toBeUndefined();
}

/** Control characters and reordering marks are spelt out. */
async function expectVisible(place: Locator): Promise<void> {
  const text = (await place.innerText()).replaceAll('\n', '');
  expect(raw.exec(text)?.[0]?.codePointAt(0)?.toString(16), 'a raw control character on screen').toBeUndefined();
}

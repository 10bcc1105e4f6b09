import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { type FakeEngine, type FakeScript, startFakeEngine } from './fake/engine.ts';
import { test as base, expect } from './host-fixtures.ts';
import { GantryWindow } from './pages/window.ts';

interface FakeFixtures {
  /** A folder of the test's own. */
  folder: string;
  /** Starts a scripted engine that ends with the test. */
  fake: (script?: FakeScript) => Promise<FakeEngine>;
  /** The window on an address or an engine. No dialog may open in it, and no script of an engine may run. */
  open: (on: string | FakeEngine) => Promise<GantryWindow>;
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
  open: async ({ hostOn, show, errors }, use) => {
    const windows: GantryWindow[] = [];
    await use(async (on) => {
      const page = await show(await hostOn(typeof on === 'string' ? on : `unix://${on.socket}`));
      page.on('dialog', (dialog) => {
        errors.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      expect(errors).toEqual([]);
      const window = new GantryWindow(page);
      windows.push(window);
      return window;
    });
    for (const { page } of windows) {
      expect(await page.evaluate(() => Reflect.get(window, 'pwned')), 'a script ran').toBeUndefined();
    }
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

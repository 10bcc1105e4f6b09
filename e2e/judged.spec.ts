import type { Locator, Page } from '@playwright/test';
import { test as base, expect, openEditor, retype } from './build-folder.ts';
import { newerDockerd } from './lab/newer-dockerd.ts';

/** Why there is no engine whose builder checks files. */
let reason: string | undefined;
const test = base.extend({
  labOptions: [
    // An empty pattern on purpose: Playwright reads the fixtures that are used from the pattern.
    async ({}, use) => {
      const dockerd = await newerDockerd(console.error).catch((error: unknown) => void (reason = String(error)));
      await use(dockerd === undefined ? {} : { dockerd });
    },
    { scope: 'worker', timeout: 240_000 },
  ],
});

/** What is said at a mark, as soon as the builder has spoken. */
async function wordsAt(page: Page, mark: Locator): Promise<Locator> {
  const words = page.locator('.cm-tooltip .cm-diagnostic');
  await expect(async () => {
    await page.mouse.move(0, 0);
    await mark.hover();
    await expect(words).toContainText(['BuildKit'], { timeout: 2_000 });
  }).toPass();
  return words;
}

test.describe('an engine whose builder checks files', () => {
  test.beforeEach(async ({ lab, gantry, folder }) => {
    // `lab` is asked for, because starting it finds the reason: where its newer engine cannot be had, nothing judges.
    test.skip(reason !== undefined && lab !== undefined, reason);
    folder.put({ Dockerfile: 'FROM busybox\nRUN true\n' });
    await openEditor(gantry, folder);
  });

  test('says itself what is wrong, in place of our own words, as soon as typing rests', async ({ gantry }) => {
    const { page } = gantry;
    await retype(gantry, 'FROM nowhere AS base\nMAINTAINER me\nENV A b\n');
    const warnings = page.locator('.cm-lintRange-warning');
    await expect(warnings).toHaveText(['MAINTAINER me', 'ENV A b']);
    const words = await wordsAt(page, warnings.first());
    await expect(words).toHaveCount(1);
    await expect(words).toContainText('(MaintainerDeprecated)');
    await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  });

  test('says an error on its line, and nothing once that is mended', async ({ gantry }) => {
    const { page } = gantry;
    await retype(gantry, 'FROM busybox\nRUN true\nRUNN make\n');
    const error = page.locator('.cm-lintRange-error');
    const words = await wordsAt(page, error.first());
    await expect(words).toHaveCount(1);
    await expect(words).toContainText('unknown instruction: RUNN');
    await retype(gantry, 'FROM busybox\nRUN true\nRUN make\n');
    await expect(error).toHaveCount(0);
  });
});

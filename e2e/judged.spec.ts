import type { Locator, Page } from '@playwright/test';
import { expect, openEditor, retype, test } from './build-folder.ts';

test.use({ engineKind: 'newer-docker' });

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
  test.beforeEach(async ({ gantry, folder }) => {
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

  test('judges with the arguments and the ignore file that its build is given', async ({ gantry, folder }) => {
    const { page } = gantry;
    folder.put({ '.dockerignore': '*.log\n' });
    await retype(gantry, '# check=experimental=all\nARG BASE\nFROM $BASE\nCOPY a.log b.txt /\nENV A b\n');
    await page.getByRole('textbox', { name: 'Value of BASE' }).fill('busybox');
    const warnings = page.locator('.cm-lintRange-warning');
    await expect(warnings).toHaveText(['FROM $BASE', 'COPY a.log b.txt /', 'ENV A b']);
    await expect(await wordsAt(page, warnings.nth(1))).toContainText('(CopyIgnoredFile)');
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

import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const script = 'seq 1 500 | sed "s/^/INFO line /"; seq 1 3 | sed "s/^/WARN careful /"; echo ERROR oops; sleep 1000';

/** The texts of the rows of a log that are on screen. */
function texts(log: Locator): Promise<string[]> {
  return log
    .locator('[data-part=stdout]:visible')
    .evaluateAll((rows) => rows.map((row) => (row.textContent ?? '').replace(/^\d\d:\d\d:\d\d\.\d{3}/, '')).toSorted());
}

const problems = ['ERROR oops', 'WARN careful 1', 'WARN careful 2', 'WARN careful 3'];

test.describe('the levels of a log', () => {
  test('are chosen several at a time, and are forgotten when the search ends', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    const detail = await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    await expect(page.getByRole('status', { name: 'Line count' })).toHaveText('504 lines');
    await detail.getByRole('button', { name: 'Search', exact: true }).click();
    await detail.getByRole('button', { name: 'Filter', exact: true }).click();
    const levels = detail.getByRole('button', { name: /^Levels/ });
    const level = (name: string) => page.getByRole('menuitemcheckbox', { name, exact: true });
    await levels.click();
    for (const name of ['Error', 'Warn']) {
      await level(name).click();
      await expect(level(name)).toHaveAttribute('aria-checked', 'true');
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    // Which they are is seen at their buttons.
    await expect(levels).toHaveAccessibleName('Levels: 2 levels');
    await expect.poll(() => texts(log)).toEqual(problems);

    const field = page.getByRole('searchbox', { name: 'Search log' });
    await field.press('Escape');
    await expect(field).toHaveCount(0);
    await expect.poll(async () => (await texts(log)).length).toBeGreaterThan(problems.length);
    // A search after that looks into every line.
    await page.keyboard.press('/');
    await expect(levels).toHaveAccessibleName('Levels');
    await field.fill('line 77');
    await expect(page.getByRole('status', { name: 'Matches' })).toContainText('1');
    await expect.poll(() => texts(log)).toEqual(['INFO line 77']);
  });

  test('stand in a log whose bar has no button too small to hit', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    const detail = await gantry.open('web', 'Logs');
    const buttons = detail.getByRole('toolbar', { name: 'Log' }).getByRole('button');
    await expect(buttons.first()).toBeVisible();
    const sizes = await buttons.evaluateAll((all) =>
      all.map((button) => button.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)),
    );
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(24);
  });

  test('stand at the edge of a line, and its ground stays as it is', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', script);
    await gantry.open('web', 'Logs');
    const log = gantry.log('web');
    const look = (level: string) =>
      log
        .locator(`[data-level=${level}]`)
        .first()
        .evaluate((row) => {
          const { backgroundColor, boxShadow } = getComputedStyle(row);
          return { backgroundColor, boxShadow };
        });
    await expect(log.getByText('ERROR oops')).toBeVisible();
    const plain = await look('info');
    for (const level of ['warn', 'error']) {
      const { backgroundColor, boxShadow } = await look(level);
      expect(backgroundColor).toBe(plain.backgroundColor);
      expect(boxShadow).toContain('3px');
    }
  });
});

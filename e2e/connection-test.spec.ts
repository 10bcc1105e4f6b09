import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findings, lookNames, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { startSshd } from './lab/sshd.ts';
import { GantryWindow } from './pages/window.ts';

/** Opens the test of the first connection by keys alone. */
async function testFirst(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
  const row = page.getByRole('grid', { name: 'Connections' }).locator('[role=row][data-key]').first();
  await row.click();
  await page.keyboard.press('t');
  const detail = page.getByRole('complementary');
  await expect(detail.getByRole('tab', { name: 'Test' })).toHaveAttribute('aria-selected', 'true');
  return detail;
}

test.describe('the test of a connection', () => {
  test('says that all is right, step by step, for everybody', { tag: '@electron' }, async ({ gantry }) => {
    const { page } = gantry;
    const detail = await testFirst(page);
    const steps = detail.getByRole('list', { name: 'Steps to the engine' }).getByRole('listitem');
    await expect(detail.getByRole('status', { name: 'Outcome of the test' })).toHaveText(
      'All is right: Gantry can use this engine.',
    );
    await expect(steps).toHaveCount(7);
    for (const step of await steps.all()) await expect(step).toContainText('right');
    await expect(steps.nth(4)).toContainText(/Who answers.*Docker 2\d/s);
    for (const look of lookNames) {
      await useLook(page, look);
      expect(await findings(page), look).toEqual([]);
    }
    await detail.getByRole('button', { name: 'Test again' }).click();
    await expect(detail.getByRole('status', { name: 'Outcome of the test' })).toHaveText(
      'All is right: Gantry can use this engine.',
    );
  });

  test('ends where the way ends, with the command that mends it', async ({ hostOn, show }) => {
    const folder = await mkdtemp(join(tmpdir(), 'away-'));
    const page = await show(await hostOn(`unix://${join(folder, '.colima/work/docker.sock')}`));
    // It is offered where the engine is missed.
    await page.getByRole('alert').getByRole('button', { name: 'Test…' }).click();
    const detail = page.getByRole('complementary');
    await expect(detail.getByRole('status', { name: 'Outcome of the test' })).toHaveText('It ends at: Socket is there');
    await expect(detail.getByText('There is no socket at this address.')).toBeVisible();
    await expect(detail.getByText('colima start work')).toBeVisible();
    await detail.getByRole('button', { name: 'Copy the command' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('colima start work');
    expect(await findings(page)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('goes through ssh, and asks what that asks', async ({ hostOn, show, lab }) => {
    const far = await startSshd({ socket: lab.socket });
    try {
      const page = await show(await hostOn(far.url, { env: far.env }));
      // By the right key, which the test then no longer knows.
      await expect(new GantryWindow(page).engine).toContainText('Docker 2');
      await far.know('nothing');
      const detail = await testFirst(page);
      const question = page.getByRole('alertdialog');
      await expect(question).toContainText('SHA256:');
      await question.getByRole('button', { name: 'Connect' }).click();
      await expect(detail.getByRole('status', { name: 'Outcome of the test' })).toHaveText(
        'All is right: Gantry can use this engine.',
      );
      await expect(detail.getByRole('listitem').filter({ hasText: 'Host key and login' })).toContainText('right');
    } finally {
      await far.stop();
    }
  });
});

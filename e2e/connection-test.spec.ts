import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findings, findingsInEveryLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { startSshd } from './lab/ssh/sshd.ts';
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
    expect(await findingsInEveryLook(page)).toEqual([]);
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

  test('is there in the form before anything is kept, asks what ssh asks, and leaves nothing', {
    tag: '@electron',
  }, async ({ hostOn, show, lab }) => {
    const far = await startSshd({ socket: lab.socket });
    try {
      const page = await show(await hostOn(lab.dockerHost, { env: far.env }));
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
      const rows = page.getByRole('grid', { name: 'Connections' }).locator('[role=row][data-key]');
      await expect(rows).toHaveCount(1);
      await page.getByRole('button', { name: 'Add…' }).click();
      const form = page.getByRole('dialog', { name: 'Add connection' });
      const tried = form.getByRole('button', { name: 'Test connection' });
      const outcome = form.getByRole('status', { name: 'Outcome of the test' });
      await expect(tried).toBeDisabled();
      await form.getByRole('radio', { name: 'SSH' }).check();
      await form.getByLabel('Destination').fill('far');
      await far.know('nothing');

      // Whoever does not know the machine says no, and then the other way round.
      await tried.press('Enter');
      const question = page.getByRole('alertdialog');
      await expect(question).toContainText('the new engine');
      await question.getByRole('button', { name: 'Cancel' }).click();
      await expect(outcome).toHaveText('It ends at: Host key and login');
      await expect.poll(() => far.links).toBe(0);
      await form.getByRole('button', { name: 'Test again' }).click();
      await question.getByRole('button', { name: 'Connect' }).click();
      await expect(outcome).toHaveText('All is right: Gantry can use this engine.');
      expect(await findingsInEveryLook(page)).toEqual([]);
      await expect.poll(() => far.links).toBe(0);

      // What it found is said of this destination only.
      await form.getByLabel('Destination').fill('far/nowhere.sock');
      await expect(outcome).toHaveCount(0);
      far.stall(true);
      await tried.click();
      await expect(outcome).toHaveText('Testing…');
      await form.getByRole('button', { name: 'Cancel test' }).click();
      await expect(tried).toBeVisible();
      // An ssh that is still there would go on now.
      far.stall(false);
      await expect.poll(() => far.links).toBe(0);
      await page.keyboard.press('Escape');
      await expect(form).toHaveCount(0);
      await expect(rows).toHaveCount(1);
    } finally {
      await far.stop();
    }
  });

  test('of an engine with TLS takes its files from a folder, or one by one', async ({ gantry: { page } }) => {
    const folder = await mkdtemp(join(tmpdir(), 'pem-'));
    for (const name of ['ca.pem', 'cert.pem', 'mine.key', 'notes.txt']) {
      await writeFile(join(folder, name), '-----BEGIN NOTHING-----\n');
    }
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
    await page.getByRole('button', { name: 'Add…' }).click();
    const form = page.getByRole('dialog', { name: 'Add connection' });
    await form.getByRole('radio', { name: 'TCP with TLS' }).check();
    await form.getByLabel('Name').fill('Build');
    await form.getByLabel('Host and port').fill('127.0.0.1:9');
    await form.getByRole('button', { name: 'Take them from a folder…' }).click();
    const chooser = page.getByRole('dialog', { name: 'Folder of the three files' });
    await chooser.getByRole('combobox', { name: 'Path' }).fill(folder);
    await page.keyboard.press('Enter');
    await expect(chooser.getByRole('option', { name: 'ca.pem' })).toBeVisible();
    // Enter on the path that is shown chooses it, and does not send the form.
    await page.keyboard.press('Enter');
    await expect(chooser).toHaveCount(0);
    await expect(form.getByLabel('Authority (ca.pem)', { exact: true })).toHaveValue(join(folder, 'ca.pem'));
    await expect(form.getByText(`Not in ${folder}: key.pem`)).toBeVisible();
    await form.getByRole('button', { name: 'Test connection' }).click();
    await expect(form.getByRole('alert')).toContainText('A certificate and its key belong together');
    await form.getByRole('button', { name: 'Choose Its key (key.pem)…' }).click();
    const files = page.getByRole('dialog', { name: 'Its key (key.pem)' });
    await expect(files.getByRole('option', { name: 'notes.txt' })).toBeDisabled();
    await files.getByRole('option', { name: 'mine.key' }).click();
    await expect(form.getByLabel('Its key (key.pem)', { exact: true })).toHaveValue(join(folder, 'mine.key'));
    await expect(form.getByText('Not in')).toHaveCount(0);
    await form.getByRole('button', { name: 'Test connection' }).click();
    await expect(form.getByRole('status', { name: 'Outcome of the test' })).toHaveText('It ends at: Somebody listens');
    expect(await findings(page)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

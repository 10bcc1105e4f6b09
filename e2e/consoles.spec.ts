import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** Names a terminal program in the settings, and goes back to the containers. */
async function setConsole({ page }: GantryWindow, line: string): Promise<void> {
  await page.evaluate(() => window.location.assign('#/settings'));
  const field = page.getByRole('textbox', { name: 'Line that starts it' });
  await field.fill(line);
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await page.evaluate(() => window.location.assign('#/containers'));
}

async function openConsole(gantry: GantryWindow, name: string): Promise<void> {
  await gantry.row(name).click({ button: 'right' });
  await gantry.page.getByRole('menuitem', { name: 'Open in the system’s terminal' }).click();
}

test.describe('a shell in the system’s terminal', () => {
  let folder: string;
  test.beforeEach(async ({ docker }) => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-e2e-'));
    await docker('run', '-d', '--name', 'web', '--hostname', 'the-web', 'busybox', 'sleep', '1000');
  });
  test.afterEach(() => rm(folder, { recursive: true }));

  test('runs in the program that the person named', { tag: ['@electron', '@engines'] }, async ({ gantry }) => {
    const screen = join(folder, 'screen');
    // A terminal without a window: it gives the command a TTY and writes down what that shows.
    await setConsole(gantry, `script -qefc {line} ${screen}`);
    await openConsole(gantry, 'web');
    await expect(gantry.page.getByText('Opened web in script')).toBeVisible();
    await expect.poll(() => readFile(screen, 'utf8')).toContain('/ #');
  });

  test('that cannot be started, or ends at once, says so', async ({ gantry }) => {
    await setConsole(gantry, `${folder}/none -e {command}`);
    await openConsole(gantry, 'web');
    await expect(gantry.alerts.filter({ hasText: 'none could not be started.' })).toContainText('ENOENT');
    await setConsole(gantry, 'false {command}');
    await openConsole(gantry, 'web');
    await expect(gantry.alerts.filter({ hasText: 'false ended at once' })).toContainText('exit code 1');
  });

  test('is refused where the line leaves no place for the command', async ({ gantry }) => {
    await gantry.page.evaluate(() => window.location.assign('#/settings'));
    const field = gantry.page.getByRole('textbox', { name: 'Line that starts it' });
    await field.fill('xterm -e');
    await expect(field).toHaveAccessibleDescription('Name a program, and {command} or {line} after it.');
    await field.blur();
    await expect(field).toHaveValue('');
  });
});

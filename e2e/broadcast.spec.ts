import { findings, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** The shells of containers in the dock, on screen beside each other. */
async function openBeside(gantry: GantryWindow, names: readonly [string, ...string[]]): Promise<void> {
  for (const name of names) await gantry.openShell(name);
}

const screen = (gantry: GantryWindow, name: string) => gantry.shell(name).locator('.xterm-rows');

test('what is typed into one shell goes to all that were chosen, until a key ends it', { tag: '@electron' }, async ({
  gantry,
  docker,
}) => {
  const { page } = gantry;
  for (const name of ['web', 'db'])
    await docker('run', '-d', '--name', name, '--hostname', name, 'busybox', 'sleep', '1000');
  await openBeside(gantry, ['web', 'db']);
  await gantry.row('web').focus();
  await page.keyboard.press('d');
  await page.keyboard.press('t');
  const form = page.getByRole('dialog', { name: 'Type into several shells' });
  await expect(form.getByRole('checkbox', { name: 'Shell web' })).toBeChecked();
  await expect(form.getByRole('checkbox', { name: 'Shell db' })).toBeChecked();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(gantry.shell('db').getByRole('status')).toHaveText('What is typed here goes to 2 shells');
  await page.keyboard.type('echo heard-$((40+2)) by $(hostname)\n');
  await expect(screen(gantry, 'db')).toContainText('heard-42 by db');
  await gantry.dock.getByRole('tab', { name: 'Shell web' }).click();
  await expect(screen(gantry, 'web')).toContainText('heard-42 by web');
  await gantry.shell('web').click();
  await page.keyboard.press('Control+Shift+B');
  await expect(gantry.shell('web').getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Announcements' })).toHaveText('Typing goes to one shell again');
  await page.keyboard.type('echo alone-$((40+2))\n');
  await expect(screen(gantry, 'web')).toContainText('alone-42');
  await gantry.dock.getByRole('tab', { name: 'Shell db' }).click();
  await expect(screen(gantry, 'db')).toContainText('heard-42');
  await expect(screen(gantry, 'db')).not.toContainText('alone');
});

test('a shell that ends leaves the set, and the last one is typed into alone', async ({ gantry, docker }) => {
  const { page } = gantry;
  for (const name of ['one', 'two', 'three']) await docker('run', '-d', '--name', name, 'busybox', 'sleep', '1000');
  await openBeside(gantry, ['one', 'two', 'three']);
  await gantry.row('one').focus();
  await page.keyboard.press('d');
  await page.keyboard.press('t');
  const form = page.getByRole('dialog', { name: 'Type into several shells' });
  await form.getByRole('checkbox', { name: 'Shell one' }).uncheck();
  await form.getByRole('checkbox', { name: 'Shell two' }).uncheck();
  await expect(form.getByRole('button', { name: 'Start', exact: true })).toBeDisabled();
  await form.getByRole('checkbox', { name: 'Shell two' }).check();
  await form.getByRole('button', { name: 'Start', exact: true }).click();
  const three = gantry.shell('three');
  await expect(three.getByRole('status')).toHaveText('What is typed here goes to 2 shells');
  await useLook(page, 'dark');
  expect(await findings(page)).toEqual([]);
  await gantry.dock.getByRole('tab', { name: 'Shell two' }).press('Delete');
  await expect(three.getByRole('status')).toHaveCount(0);
});

test('fewer than two shells are told of', async ({ gantry, docker }) => {
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await gantry.openShell('web');
  await gantry.row('web').focus();
  await gantry.page.keyboard.press('d');
  await gantry.page.keyboard.press('t');
  await expect(gantry.alerts).toContainText('Fewer than two shells are in the dock');
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findings, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const player = (gantry: GantryWindow, name: string) => gantry.dock.getByRole('region', { name: `Recording ${name}` });

/** Starts a recording of the shell in front, by key. */
async function record(gantry: GantryWindow, path: string): Promise<void> {
  await gantry.row('web').focus();
  await gantry.page.keyboard.press('d');
  await gantry.page.keyboard.press('c');
  const form = gantry.page.getByRole('dialog', { name: 'Record the shell in web' });
  await form.getByRole('textbox', { name: 'File' }).fill(path);
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(form).toHaveCount(0);
}

test('a shell is recorded over a reload, and the recording played', { tag: '@electron' }, async ({
  gantry,
  docker,
  lab,
}) => {
  const { page } = gantry;
  const path = join(lab.dir, 'web.cast');
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  const screen = await gantry.openShell('web');
  await record(gantry, path);
  const mark = gantry.shell('web').getByRole('status').filter({ hasText: 'Recording to web.cast' });
  await expect(mark).toBeVisible();
  await page.keyboard.type('echo first-$((40+2))\n');
  await expect(screen).toContainText('first-42');
  expect(await findings(page)).toEqual([]);
  await page.reload();
  await expect(mark).toBeVisible();
  await gantry.shell('web').click();
  await page.keyboard.type('echo second-$((40+2))\n');
  await expect(screen).toContainText('second-42');
  await gantry.shell('web').getByRole('button', { name: 'Stop recording' }).click();
  await expect(mark).toHaveCount(0);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const shown = player(gantry, 'web.cast');
  await shown.getByRole('slider', { name: 'Position' }).press('End');
  await expect(shown.locator('.xterm-rows')).toContainText('second-42');
  await expect(shown.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  // Another tab in front, it waits where it was.
  await gantry.dock.getByRole('tab', { name: 'Shell web' }).click();
  await expect(shown).toHaveCount(0);
  await gantry.dock.getByRole('tab', { name: 'Recording web.cast' }).click();
  await expect(shown.locator('.xterm-rows')).toContainText('second-42');
  await shown.getByRole('button', { name: 'Save as text…' }).click();
  const form = page.getByRole('dialog', { name: 'Save the recording web as text' });
  await form.getByRole('textbox', { name: 'File' }).fill(join(lab.dir, 'web.txt'));
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/^Saved .*web\.txt$/)).toBeVisible();
  expect(await readFile(join(lab.dir, 'web.txt'), 'utf8')).toMatch(/first-42[^]*second-42/);
  await gantry.dock.getByRole('tab', { name: 'Recording web.cast' }).press('Delete');
  await expect(shown).toHaveCount(0);
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ version: 2, title: 'web' });
  expect(new Set(lines.slice(1).map((line) => JSON.parse(line)[1]))).not.toContain('i');
});

test('what is typed unseen is in no file of ours, recorded or not', async ({ gantry, docker, lab, host }) => {
  const path = join(lab.dir, 'secret.cast');
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  const screen = await gantry.openShell('web');
  await record(gantry, path);
  const shell = gantry.shell('web');
  await expect(shell).toContainText('Recording to secret.cast');
  await shell.click();
  await gantry.page.keyboard.type('read -s word; echo heard-${#word}\n');
  await gantry.page.keyboard.type('hunter2-of-mine\n');
  await expect(screen).toContainText('heard-15');
  await shell.getByRole('button', { name: 'Stop recording' }).click();
  await expect(gantry.page.getByText('Recorded the shell in web')).toBeVisible();
  const recorded = await readFile(path, 'utf8');
  expect(recorded).toContain('heard-15');
  expect(recorded).not.toContain('hunter2');
  const entries = await readdir(host.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect(await readFile(file, 'utf8'), file).not.toContain('hunter2');
});

test('a recording of others is played by keyboard, whatever is in it', async ({ gantry, lab }) => {
  const { page } = gantry;
  const odd = ['not json', '[1,"o"]', '["x","o","y"]'];
  const events = [
    '[0.1,"o","begin\\u001b[6n\\u001b]0;t\\u0007\\r\\n"]',
    '[1,"r","100x10"]',
    '[60,"o","the end\\r\\n"]',
  ];
  const header = JSON.stringify({ version: 2, width: 80, height: 24, idle_time_limit: 1 });
  await writeFile(join(lab.dir, 'other.cast'), [header, ...events, ...odd].join('\n'));
  await page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('play a recording');
  await page.keyboard.press('Enter');
  const chooser = page.getByRole('dialog', { name: 'Play a recording' });
  await chooser.getByLabel('Path').fill(join(lab.dir, 'other.cast'));
  await page.keyboard.press('Enter');
  const shown = player(gantry, 'other.cast');
  await expect(shown.getByRole('status')).toContainText('3 lines of the file could not be read');
  const slider = shown.getByRole('slider', { name: 'Position' });
  await slider.press('End');
  await expect(shown.locator('.xterm-rows')).toContainText('the end');
  await expect(slider).toHaveAttribute('aria-valuetext', /of 0:02$/);
  await slider.press('Home');
  await expect(shown.locator('.xterm-rows')).not.toContainText('the end');
  await shown.getByRole('combobox', { name: 'Speed' }).selectOption('8');
  await shown.getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await expect(shown.locator('.xterm-rows')).toContainText('the end');
  await shown.getByRole('checkbox', { name: 'Shorten pauses' }).uncheck();
  await expect(slider).toHaveAttribute('aria-valuetext', /of 1:00$/);
  await shown.getByRole('button', { name: 'Copy text' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('begin\nthe end');
  await useLook(page, 'dark');
  expect(await findings(page)).toEqual([]);
});

test('what is no recording says so', async ({ gantry, lab }) => {
  const { page } = gantry;
  await writeFile(join(lab.dir, 'none.cast'), 'nothing\n');
  await page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('play a recording');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Play a recording' }).getByLabel('Path').fill(join(lab.dir, 'none.cast'));
  await page.keyboard.press('Enter');
  await expect(player(gantry, 'none.cast').getByRole('alert')).toContainText('This file is no recording.');
});

test('a file that is there is overwritten only where that is said', async ({ gantry, docker, lab }) => {
  const path = join(lab.dir, 'there.cast');
  await writeFile(path, 'mine');
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await gantry.openShell('web');
  await gantry.row('web').focus();
  await gantry.page.keyboard.press('d');
  await gantry.page.keyboard.press('c');
  const form = gantry.page.getByRole('dialog', { name: 'Record the shell in web' });
  await form.getByRole('textbox', { name: 'File' }).fill(path);
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(form.getByRole('alert')).toContainText('The recording was not started');
  expect(await readFile(path, 'utf8')).toBe('mine');
  await form.getByRole('checkbox', { name: 'Overwrite the file if it is there' }).check();
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(gantry.shell('web')).toContainText('Recording to there.cast');
  await gantry.page.keyboard.type('exit\n');
  await expect(gantry.page.getByText('Recorded the shell in web')).toBeVisible();
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { type DockNode, DockNode as Node } from '../app/dock.ts';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { settingsOf } from './kept.ts';
import { GantryWindow } from './pages/window.ts';

const prints = (text: string) => ['busybox', 'sh', '-c', `while :; do echo ${text}; sleep 0.2; done`];

/** Which of the colours that logs are told apart by each name in a log has. */
async function colours(log: Locator, names: readonly string[]): Promise<(string | null)[]> {
  const colour = async (name: string) =>
    log.locator('[data-part=source]').filter({ hasText: name }).first().getAttribute('data-color');
  return Promise.all(names.map(colour));
}

test.describe('the dock', () => {
  test('leads to the open tab when the same logs are asked for in another order, each in its colour', async ({
    gantry,
    docker,
  }) => {
    const { page, dock } = gantry;
    for (const name of ['one', 'two']) await docker('run', '-d', '--name', name, ...prints(`from-${name}`));
    const together = async (...names: string[]) => {
      for (const name of names) {
        await gantry.row(name).focus();
        await page.keyboard.press('Space');
      }
      await page.keyboard.press('Shift+L');
    };
    const log = gantry.log('one, two');
    await together('two', 'one');
    await expect(log).toContainText(/one\s*from-one/);
    await expect(log).toContainText(/two\s*from-two/);
    const first = await colours(log, ['one', 'two']);
    expect(first[0]).not.toBe(first[1]);
    await gantry.row('one').focus();
    await page.keyboard.press('Escape');
    await together('one', 'two');
    await expect(dock.getByRole('tab')).toHaveCount(1);
    // Closed and opened anew, they are the same again.
    await dock.getByRole('tab').press('Delete');
    await expect(dock.getByRole('tab')).toHaveCount(0);
    await gantry.row('one').focus();
    await page.keyboard.press('Escape');
    await together('one', 'two');
    await expect(log).toContainText(/one\s*from-one/);
    await expect(log).toContainText(/two\s*from-two/);
    expect(await colours(log, ['one', 'two'])).toEqual(first);
  });

  test('brings the tab in front into sight, however many there are', async ({ gantry, docker }) => {
    const names = Array.from({ length: 12 }, (_, n) => `a-container-of-a-long-name-${n}`);
    await Promise.all(names.map((name) => docker('create', '--name', name, 'busybox')));
    for (const name of names) {
      await gantry.row(name).focus();
      await gantry.page.keyboard.press('l');
      await expect(gantry.dock.getByRole('tab', { name: `Logs ${name}`, exact: true })).toBeInViewport({ ratio: 0.9 });
    }
    await expect(gantry.dock.getByRole('tab')).toHaveCount(names.length);
  });

  test('can fill the window, stand at the right, and is there again after a reload', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('hello'));
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('web')).toContainText('hello');
    const box = async () => (await dock.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const { height: before } = await box();
    await dock.getByRole('button', { name: 'Maximise dock' }).click();
    await expect.poll(async () => (await box()).height).toBeGreaterThan(700);
    await expect(gantry.containers).not.toBeVisible();
    await dock.getByRole('button', { name: 'Restore dock' }).click();
    await expect.poll(async () => (await box()).height).toBe(before);
    await expect(gantry.row('web')).toBeVisible();

    await dock.getByRole('button', { name: 'Dock at the right' }).click();
    await expect.poll(async () => (await box()).height).toBeGreaterThan(700);
    const { x, width } = await box();
    expect(x + width).toBe(1280);
    expect(width).toBeLessThan(900);
    await expect(gantry.row('web')).toBeVisible();
    await page.getByRole('separator', { name: 'Resize dock' }).press('ArrowLeft');
    await expect.poll(async () => (await box()).width).toBe(width + 8);
    await page.reload();
    await expect(gantry.log('web')).toContainText('hello');
    await expect.poll(async () => (await box()).width).toBe(width + 8);
    await dock.getByRole('button', { name: 'Dock at the bottom' }).click();
    await expect.poll(async () => (await box()).height).toBe(before);
  });

  test('stands at the bottom of a window that is too narrow for two things beside each other', async ({
    gantry,
    docker,
  }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('hello'));
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await dock.getByRole('button', { name: 'Dock at the right' }).click();
    const width = async () => (await dock.boundingBox())?.width ?? 0;
    await expect.poll(width).toBeLessThan(1280 - 300);
    await page.setViewportSize({ width: 390, height: 800 });
    await expect.poll(width).toBeGreaterThan(300);
    await expect(gantry.row('web')).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(width).toBeLessThan(1280 - 300);
  });

  test('shows groups beside each other where it was divided, until one has lost its last tab', async ({
    start,
    show,
    lab,
    docker,
  }) => {
    for (const name of ['one', 'two']) await docker('run', '-d', '--name', name, ...prints(`from-${name}`));
    const first = await start({ dockerHost: lab.dockerHost });
    const { dataDir } = first;
    const before = new GantryWindow(await show(first));
    for (const name of ['one', 'two']) {
      await before.row(name).focus();
      await before.page.keyboard.press('l');
      await expect(before.log(name)).toContainText(`from-${name}`);
    }
    // Or the page would tell that its host is gone.
    await before.page.goto('about:blank');
    await first.stop('SIGTERM', 'keep');
    divide(dataDir);

    const gantry = new GantryWindow(await show(await start({ dockerHost: lab.dockerHost, dataDir })));
    const { page, dock } = gantry;
    const width = async (name: string) => (await gantry.log(name).boundingBox())?.width ?? 0;
    await expect(gantry.log('one')).toContainText('from-one');
    await expect(gantry.log('two')).toContainText('from-two');
    await expect(dock.getByRole('tablist')).toHaveCount(2);
    const half = await width('one');
    expect(Math.abs(half - (await width('two')))).toBeLessThan(2);
    await page.getByRole('separator', { name: 'Resize panes' }).press('Shift+ArrowRight');
    await expect.poll(async () => Math.abs((await width('one')) - half - 64)).toBeLessThan(2);
    await expect.poll(async () => Math.abs((await width('two')) - half + 64)).toBeLessThan(2);
    await page.reload();
    await expect.poll(async () => Math.abs((await width('one')) - half - 64)).toBeLessThan(2);
    await expect(dock.getByRole('button', { name: 'Hide dock' })).toHaveCount(1);
    // A key leads to the group that was used last, and opens there.
    await gantry.log('two').focus();
    await gantry.row('one').focus();
    await page.keyboard.press('F6');
    await expect(gantry.log('two')).toBeFocused();
    await dock.getByRole('tab', { name: 'Logs one' }).press('Delete');
    await expect(dock.getByRole('tablist')).toHaveCount(1);
    await expect.poll(() => width('two')).toBeGreaterThan(half * 1.9);
    await expect(gantry.log('two')).toContainText('from-two');
  });

  test('says at a tab what its shell calls itself, and that its bell rang while nobody looked', {
    tag: '@engines',
  }, async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const screen = await gantry.openShell('web');
    await page.keyboard.type("while ! [ -e /go ]; do sleep 1; done; printf '\\033]0;deploy %0500d\\007\\a' 0\n");
    await expect(screen).toContainText('deploy');
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(dock.getByRole('tab', { name: 'Logs web', selected: true })).toBeVisible();
    await docker('exec', 'web', 'touch', '/go');
    const tab = dock.getByRole('tab', { name: 'Shell web' });
    await expect(tab).toHaveAccessibleName('Shell web, bell');
    await expect(page.getByRole('status', { name: 'Announcements' })).toHaveText('Shell web, bell');
    await expect(tab).toHaveAccessibleDescription(/^deploy 0{100,193}…?$/);
    expect(await findings(page)).toEqual([]);
    await tab.click();
    await expect(tab).toHaveAccessibleName('Shell web');
    // What stands elsewhere for shells is in the terminal's own menu, too.
    await gantry.shell('web').click();
    await page.keyboard.press('Shift+F10');
    for (const name of ['Snippets', 'Type into several shells…']) {
      await expect(page.getByRole('menuitem', { name })).toBeVisible();
    }
    await page.getByRole('menuitem', { name: 'Record the shell…' }).click();
    await expect(page.getByRole('dialog', { name: 'Record the shell in web' })).toBeVisible();
  });
});

/** Puts each tab of a dock that was kept into a group of its own, beside each other. */
function divide(dataDir: string): void {
  const settings = settingsOf(dataDir);
  const kept: DockNode = Node.parse(settings['dock']);
  if (kept.kind !== 'group') throw new Error('it is divided already');
  const children = kept.tabs.map((tab): DockNode => ({ kind: 'group', id: `of-${tab.id}`, size: 1, tabs: [tab] }));
  const dock: DockNode = { kind: 'split', id: 'both', size: 1, direction: 'row', children };
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ ...settings, dock }));
}

import type { Locator, Page } from '@playwright/test';
import { findings, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { GantryWindow } from './pages/window.ts';

const prints = (text: string) => ['busybox', 'sh', '-c', `while :; do echo ${text}; sleep 0.2; done`];

/** The names of the tabs in each pane, in the order in which the panes are read. */
async function arrangement({ dock }: GantryWindow): Promise<string[][]> {
  const rows = await dock.getByRole('tablist').all();
  return Promise.all(rows.map((row) => row.getByRole('tab').allInnerTexts()));
}

/** Opens the logs of containers that print, one after the other. */
async function openLogs(gantry: GantryWindow, docker: (...args: string[]) => Promise<string>, ...names: string[]) {
  for (const name of names) await docker('run', '-d', '--name', name, ...prints(`from-${name}`));
  for (const name of names) {
    await gantry.row(name).focus();
    await gantry.page.keyboard.press('l');
    await expect(gantry.log(name)).toContainText(`from-${name}`);
  }
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Where a part of an element is, in shares of its width and height. */
async function at(element: Locator, across: number, down: number): Promise<{ x: number; y: number }> {
  await expect(element).toBeVisible();
  const { x, y, width, height } = (await element.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width * across, y: y + height * down };
}

/** Presses on a tab, moves the pointer there, and lets go unless told otherwise. */
async function drag(page: Page, tab: Locator, to: { x: number; y: number }, letGo = true): Promise<void> {
  const from = await at(tab, 0.4, 0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, from.y, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  if (letGo) await page.mouse.up();
}

const spoken = ({ page }: GantryWindow) => page.getByRole('status', { name: 'Announcements' });

test.describe('panes of the dock, by keyboard alone', () => {
  test('a shell and the log of its container stand beside each other by one key, and are left by key', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('from-web'));
    await gantry.verb('web', 'b');
    const screen = gantry.shell('web').locator('.xterm-rows');
    await expect(screen).toContainText('#');
    await expect(gantry.log('web')).toContainText('from-web');
    expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
    await page.keyboard.type('echo d-$((40+2))\n');
    await expect(screen).toContainText('d-42');
    // From within the shell, which hears nothing of it.
    await press(page, 'Control+Shift+D', 'p');
    await expect(gantry.log('web')).toBeFocused();
    await press(page, 'd', 'n');
    await page.keyboard.type('echo e-$((40+3))\n');
    await expect(screen).toContainText('e-43');
    await expect(screen).not.toContainText('not found');
    // Once more changes nothing.
    await gantry.verb('web', 'b');
    await page.keyboard.type('echo f-$((40+4))\n');
    await expect(screen).toContainText('f-44');
    expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
  });

  test('the same from the detail of the container, and from a tab of it', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('from-web'));
    const detail = await gantry.open('web');
    await detail.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('b');
    await expect(gantry.shell('web').locator('.xterm-rows')).toContainText('#');
    expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
    await press(page, 'Control+Shift+D', 'x');
    await expect(gantry.dock.getByRole('tab')).toHaveText(['Logs web']);
    await expect(gantry.log('web').and(gantry.dock.getByRole('log'))).toBeFocused();
    await press(page, 'd', 'l');
    await expect(gantry.shell('web').locator('.xterm-rows')).toContainText('#');
    expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
  });

  test('tabs are split off, moved and closed, which is said, and stand so after a reload', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await openLogs(gantry, docker, 'one', 'two', 'three');
    await press(page, 'd', 'v');
    await expect(spoken(gantry)).toHaveText('Logs three is tab 1 of 1 in pane 2 of 2');
    await expect(gantry.log('three')).toBeFocused();
    await press(page, 'd', 'p', 'd', 's');
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs two'], ['Logs three']]);
    await press(page, 'd', 'Shift+N');
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs three', 'Logs two']]);
    await press(page, 'd', 'Shift+K');
    await expect(spoken(gantry)).toHaveText('Logs two is tab 1 of 2 in pane 2 of 2');
    await press(page, 'd', 'j');
    await expect(gantry.log('three')).toBeFocused();
    const before = await arrangement(gantry);
    expect(before).toEqual([['Logs one'], ['Logs two', 'Logs three']]);
    await page.reload();
    await expect(gantry.log('three')).toContainText('from-three');
    expect(await arrangement(gantry)).toEqual(before);
    await gantry.log('three').focus();
    await press(page, 'd', 'o');
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs three']]);
    await press(page, 'd', 'u');
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs three', 'Logs two']]);
    await press(page, 'd', 'x', 'd', 'x');
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one']]);
    await press(page, 'd', 'v');
    await expect(gantry.alerts).toContainText('It is the only tab of its pane.');
  });

  test('a tab has the name that it is given, after what it is, until it is taken away', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one');
    const tab = dock.getByRole('tab');
    await tab.focus();
    await page.keyboard.press('F2');
    const form = page.getByRole('dialog', { name: 'Rename the tab Logs one' });
    await form.getByRole('textbox', { name: 'Name' }).fill('night shift');
    await page.keyboard.press('Enter');
    await expect(tab).toHaveAccessibleName('Logs one, night shift');
    await expect(tab).toHaveText('night shift');
    await expect(tab).toBeFocused();
    await page.reload();
    await expect(tab).toHaveAccessibleName('Logs one, night shift');
    await tab.dblclick();
    await form.getByRole('textbox', { name: 'Name' }).fill('');
    await page.keyboard.press('Enter');
    await expect(tab).toHaveText('Logs one');
    await expect(tab).toHaveAccessibleName('Logs one');
  });

  test('one pane fills the dock, the others are not drawn meanwhile', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one', 'two');
    await press(page, 'd', 'v');
    await expect(dock.getByRole('log')).toHaveCount(2);
    await press(page, 'd', 'z');
    await expect(dock.getByRole('log')).toHaveCount(1);
    await expect(spoken(gantry)).toHaveText('Logs two fills the dock');
    await expect(dock.getByRole('button', { name: 'Show all panes' })).toHaveAttribute('aria-pressed', 'true');
    await expect(gantry.log('two')).toBeFocused();
    await press(page, 'd', 'n');
    await expect(gantry.log('one')).toContainText('from-one');
    await expect(dock.getByRole('log')).toHaveCount(1);
    await press(page, 'd', 'z');
    await expect(dock.getByRole('log')).toHaveCount(2);
  });

  test('all keys stand among the shortcuts', async ({ gantry }) => {
    await gantry.row('none').or(gantry.page.locator('main')).first().focus();
    await gantry.page.keyboard.press('?');
    const dialog = gantry.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(dialog.getByRole('heading', { name: 'In the dock' })).toBeVisible();
    for (const what of ['Split tab right', 'Zoom pane or show all', 'Rename tab', 'Go to the next pane']) {
      await expect(dialog.getByText(what, { exact: true })).toHaveCount(1);
    }
  });
});

test.describe('panes of the dock, by hand', () => {
  test('a tab is dragged to an edge, into another pane and within its row', { tag: '@electron' }, async ({
    gantry,
    docker,
  }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one', 'two', 'three');
    const tab = (name: string) => dock.getByRole('tab', { name: `Logs ${name}`, exact: true });
    // Nothing moves where Escape ends it.
    await drag(page, tab('two'), await at(gantry.log('three'), 0.97, 0.5), false);
    await expect(dock.locator('[data-part=drop]')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dock.locator('[data-part=drop]')).toHaveCount(0);
    await page.mouse.up();
    expect(await arrangement(gantry)).toEqual([['Logs one', 'Logs two', 'Logs three']]);

    await drag(page, tab('three'), await at(tab('one'), 0.2, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three', 'Logs one', 'Logs two']]);
    await drag(page, tab('one'), await at(gantry.log('three'), 0.97, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three', 'Logs two'], ['Logs one']]);
    await expect(spoken(gantry)).toHaveText('Logs one is tab 1 of 1 in pane 2 of 2');
    await expect(gantry.log('one')).toContainText('from-one');
    await drag(page, tab('two'), await at(gantry.log('one'), 0.5, 0.95));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs three'], ['Logs one'], ['Logs two']]);
    await drag(page, tab('three'), await at(gantry.log('one'), 0.5, 0.5));
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one', 'Logs three'], ['Logs two']]);
    await expect(gantry.log('three')).toContainText('from-three');
  });

  test('a menu holds all verbs, on a tab and at the end of the row', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await openLogs(gantry, docker, 'one', 'two', 'three');
    await dock.getByRole('tab', { name: 'Logs one' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Close tabs to the right' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one']]);
    await dock.getByRole('button', { name: 'Tab and pane' }).click();
    await expect(page.getByRole('menuitem', { name: 'Split tab down' })).toBeDisabled();
    await page.getByRole('menuitem', { name: 'Reopen the closed log' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one', 'Logs three']]);
    await dock.getByRole('button', { name: 'Tab and pane' }).click();
    await page.getByRole('menuitem', { name: 'Split tab down' }).click();
    await expect.poll(() => arrangement(gantry)).toEqual([['Logs one'], ['Logs three']]);
    await dock.getByRole('tab', { name: 'Logs one' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in the detail' }).click();
    await expect(gantry.detail('one').getByRole('tab', { name: 'Logs' })).toHaveAttribute('aria-selected', 'true');
  });

  test('a shell goes from the detail to the dock and back', async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await docker('run', '-d', '--name', 'web', ...prints('from-web'));
    const detail = await gantry.open('web', 'Shell');
    await page.getByRole('button', { name: 'Open shell' }).click();
    await expect(detail.locator('.xterm-rows')).toContainText('#');
    await page.keyboard.type('echo a-$((40+2))\n');
    await expect(detail.locator('.xterm-rows')).toContainText('a-42');
    await detail.getByRole('button', { name: 'Open in dock' }).click();
    await expect(dock.locator('.xterm-rows')).toContainText('a-42');
    await expect(dock.locator('.xterm textarea')).toBeFocused();
    await page.keyboard.type('echo b-$((40+3))\n');
    await expect(dock.locator('.xterm-rows')).toContainText('b-43');
    await page.keyboard.press('F6');
    await detail.getByRole('button', { name: 'Close' }).click();
    await expect(detail).toHaveCount(0);
    await dock.locator('.xterm').click();
    await press(page, 'Control+Shift+D', 'i');
    await expect(detail.locator('.xterm-rows')).toContainText('b-43');
  });
});

test('an arrangement is there after a restart of Gantry, with shells that can be opened again', async ({
  start,
  show,
  lab,
  docker,
}) => {
  await docker('run', '-d', '--name', 'web', ...prints('from-web'));
  const first = await start({ dockerHost: lab.dockerHost });
  const before = new GantryWindow(await show(first));
  await before.verb('web', 'b');
  await expect(before.shell('web').locator('.xterm-rows')).toContainText('#');
  // Or the page would tell that its host is gone.
  await before.page.goto('about:blank');
  await first.stop('SIGTERM', 'keep');
  const gantry = new GantryWindow(await show(await start({ dockerHost: lab.dockerHost, dataDir: first.dataDir })));
  await expect(gantry.log('web')).toContainText('from-web');
  expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
  await gantry.shell('web').getByRole('button', { name: 'Reconnect' }).click();
  await expect(gantry.shell('web').locator('.xterm-rows')).toContainText('#');
  expect(await arrangement(gantry)).toEqual([['Logs web'], ['Shell web']]);
});

test('two windows have the same tabs, each in its own arrangement, and none is lost', async ({
  gantry,
  host,
  hostKind,
  page,
  docker,
}) => {
  test.skip(hostKind === 'electron', 'Electron shows its one window again');
  for (const name of ['one', 'two']) await docker('run', '-d', '--name', name, ...prints(`from-${name}`));
  const other = new GantryWindow(await host.show(await page.context().newPage()));
  const tabs = (window: GantryWindow) => window.dock.getByRole('tab');
  for (const [window, name] of [
    [gantry, 'one'],
    [other, 'two'],
  ] as const) {
    await window.row(name).focus();
    await window.page.keyboard.press('l');
    await expect(window.log(name)).toContainText(`from-${name}`);
  }
  await expect(tabs(gantry)).toHaveText(['Logs one', 'Logs two']);
  await expect(tabs(other)).toHaveText(['Logs one', 'Logs two']);
  await other.log('two').focus();
  await press(other.page, 'd', 'v');
  await expect.poll(() => arrangement(other)).toEqual([['Logs one'], ['Logs two']]);
  expect(await arrangement(gantry)).toEqual([['Logs one', 'Logs two']]);
  await gantry.log('one').focus();
  await press(gantry.page, 'd', 'x');
  await expect(tabs(other)).toHaveText(['Logs two']);
  await other.page.reload();
  await expect(tabs(other)).toHaveText(['Logs two']);
  await expect(tabs(gantry)).toHaveText(['Logs two']);
});

test('in a narrow window one pane is shown, and everything can be reached', async ({ gantry, docker }) => {
  const { page, dock } = gantry;
  await openLogs(gantry, docker, 'one', 'two');
  await press(page, 'd', 'v');
  await expect(dock.getByRole('log')).toHaveCount(2);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(dock.getByRole('log')).toHaveCount(1);
  await dock.getByRole('button', { name: 'Go to the next pane' }).click();
  await expect(gantry.log('one')).toContainText('from-one');
  await dock.getByRole('button', { name: 'Tab and pane' }).click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'Close tab', exact: true })).toBeInViewport();
  const box = (await menu.boundingBox()) ?? { x: -1, width: 1000 };
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await page.getByRole('menuitem', { name: 'Move tab to the next pane' }).click();
  await expect(dock.getByRole('tab')).toHaveText(['Logs two', 'Logs one']);
});

for (const look of ['light', 'dark', 'forced colours'] as const) {
  test(`axe finds nothing in a divided dock, its menu and its form, ${look}`, async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    await useLook(page, look);
    await openLogs(gantry, docker, 'one', 'two');
    await press(page, 'd', 'v');
    await expect(dock.getByRole('log')).toHaveCount(2);
    expect.soft(await findings(page), 'panes').toEqual([]);
    await dock.getByRole('button', { name: 'Tab and pane' }).first().click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect.soft(await findings(page), 'menu').toEqual([]);
    await page.keyboard.press('Escape');
    await press(page, 'd', 'e');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findings(page), 'form').toEqual([]);
    await page.keyboard.press('Escape');
    await press(page, 'd', 'z');
    await expect(dock.getByRole('log')).toHaveCount(1);
    expect.soft(await findings(page), 'zoomed').toEqual([]);
  });
}

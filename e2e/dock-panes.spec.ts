import { expect, test } from './fixtures.ts';
import { arrangement, openLogs, press, prints, spoken } from './pages/panes.ts';
import { GantryWindow } from './pages/window.ts';

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

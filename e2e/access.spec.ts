import { findingsInEveryLook, lookNames } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('axe finds nothing on any screen in any theme', async ({ gantry, docker }) => {
  // Some twenty screens, each looked through by all rules in four themes.
  test.setTimeout(600_000);
  const { page } = gantry;
  expect.soft(await findingsInEveryLook(page), 'no containers').toEqual([]);
  await docker(
    'run',
    '-d',
    '--name',
    'web',
    '-p',
    '127.0.0.1::80',
    '-v',
    '/data',
    '--health-cmd',
    'echo well',
    '--health-interval',
    '1s',
    '--label',
    'com.docker.compose.project=shop',
    'busybox',
    'sh',
    '-c',
    'echo hello; echo oops >&2; sleep 1000',
  );
  await docker('create', '--name', 'fresh', 'busybox');
  await expect(gantry.row('web')).toContainText('%');
  expect.soft(await findingsInEveryLook(page), 'list').toEqual([]);
  const detail = await gantry.open('web');
  // Health, ports, use and all else that an overview can hold.
  await expect(detail.getByRole('region', { name: 'Health' })).toContainText('passed');
  await expect(detail.getByRole('region', { name: 'Use' })).toBeVisible();
  const shown = { Overview: 'Restart policy', Logs: 'hello', Shell: '#', Inspect: '"Id"' };
  for (const [tab, text] of Object.entries(shown)) {
    await detail.getByRole('tab', { name: tab }).click();
    if (tab === 'Shell') await page.getByRole('button', { name: 'Open shell' }).click();
    await expect(detail).toContainText(text);
    expect.soft(await findingsInEveryLook(page), `detail ${tab}`).toEqual([]);
  }
  await gantry.row('web').focus();
  await page.keyboard.press('l');
  await expect(gantry.dock).toBeVisible();
  await detail.getByRole('tab', { name: 'Overview' }).click();
  expect.soft(await findingsInEveryLook(page), 'dock').toEqual([]);
  await page.keyboard.press('Control+k');
  await expect(gantry.palette).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'palette').toEqual([]);
  await page.keyboard.press('Escape');
  await gantry.row('fresh').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Remove', exact: true }).click();
  await expect(gantry.question).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'question').toEqual([]);
  await page.keyboard.press('Escape');
  for (const verb of ['Open shell…', 'Attach…', 'Debug shell…']) {
    await gantry.row('web').click({ button: 'right' });
    await page.getByRole('menuitem', { name: verb, exact: true }).click();
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toBeVisible();
    expect.soft(await findingsInEveryLook(page), verb).toEqual([]);
    await page.keyboard.press('Escape');
  }
  await gantry.filter.fill('nothing like this');
  expect.soft(await findingsInEveryLook(page), 'filtered to nothing').toEqual([]);
  await gantry.filter.fill('');
  await page.locator('main h1').click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'shortcuts').toEqual([]);
  await page.keyboard.press('Escape');
  for (const section of ['Images', 'Builds', 'Compose', 'Volumes', 'Networks', 'Activity', 'Connections', 'Settings']) {
    await gantry.navigation.getByRole('link', { name: section }).click();
    await expect(page.getByRole('main')).toHaveAccessibleName(section);
    expect.soft(await findingsInEveryLook(page), section).toEqual([]);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await gantry.navigation.getByRole('link', { name: 'Containers' }).click();
  expect.soft(await findingsInEveryLook(page), 'a narrow window').toEqual([]);
  // It would find something.
  await page.locator('main').evaluate((main) => main.append(document.createElement('button')));
  expect(await findingsInEveryLook(page)).toEqual(lookNames.map((name) => `${name}: button-name: <button></button>`));
});

test('a whole visit by keyboard alone', { tag: '@electron' }, async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('create', '--name', 'web', 'busybox', 'sh', '-c', 'echo hello from web; sleep 1000');
  await docker('create', '--name', 'other', 'busybox');
  await expect(gantry.row('web')).toBeVisible();
  // Wrong input first: keys that mean nothing here, a filter that matches nothing.
  await page.keyboard.press('x');
  await page.keyboard.press('/');
  await page.keyboard.type('nonsense');
  await expect(page.getByText('No container matches')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.type('web');
  await page.keyboard.press('Enter');
  await expect(gantry.row('web')).toBeFocused();
  await page.keyboard.press('Shift+S');
  await expect(gantry.row('web')).toContainText('running');
  await page.keyboard.press('Enter');
  await expect(gantry.detail('web')).toBeVisible();
  await expect(gantry.row('web')).toBeFocused();
  await page.keyboard.press('l');
  await expect(gantry.log('web')).toContainText('hello from web');
  await gantry.openShell('web');
  await page.keyboard.type('echo typed-$((40+2))\n');
  await expect(gantry.shell('web').locator('.xterm-rows')).toContainText('typed-42');
  await page.keyboard.press('Control+`');
  await expect(gantry.dock).toHaveCount(0);
  await gantry.row('web').focus();
  await page.keyboard.press('Escape');
  await expect(gantry.detail('web')).toHaveCount(0);
  await page.keyboard.press('Delete');
  await expect(gantry.question).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(gantry.question).toHaveCount(0);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.getByRole('main')).toHaveAccessibleName('Images');
});

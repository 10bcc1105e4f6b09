import { mkdir, writeFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { findings } from './axe.ts';
import { expect } from './fixtures.ts';
import { GantryWindow } from './pages/window.ts';
import { switchTo, testOfTwo as test } from './two-engines.ts';

/** The row of a container on one of the engines that the window looks at; its name ends with the engine's. */
const rowOn = ({ containers }: GantryWindow, name: string, engine: string) =>
  containers.getByRole('row', { name: new RegExp(`^${name} .* ${engine}$`) });

test('two engines are one list: whose a row is stands in it, filters and groups it, and verbs go to each', {
  tag: '@electron',
}, async ({ gantryOfTwo: gantry, docker, other }) => {
  const { page } = gantry;
  await docker('create', '--name', 'web', 'busybox', 'sleep', '1000');
  await other.cli('create', '--name', 'web', 'busybox', 'sleep', '1000');
  await switchTo(gantry, /^All engines/);
  const [first, second] = [rowOn(gantry, 'web', 'Docker'), rowOn(gantry, 'web', 'second')];
  await expect(first).toBeVisible();
  await expect(second).toBeVisible();
  await expect(gantry.engine).toHaveAccessibleName(/^Engine 2 engines\s*2 connected$/);
  await expect(gantry.containers.getByRole('columnheader', { name: 'Engine' })).toBeVisible();

  await first.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+S');
  await expect(first).toContainText('running');
  await expect(second).toContainText('running');
  expect(await docker('ps', '-q')).not.toBe('');
  expect((await other.cli('ps', '-q')).stdout).not.toBe('');

  await gantry.filter.fill('engine:second');
  await expect(first).toHaveCount(0);
  await expect(second).toBeVisible();
  await gantry.filter.fill('-engine:second');
  await expect(second).toHaveCount(0);
  await gantry.filter.fill('');

  await page.getByRole('button', { name: 'Group: project' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'engine' }).click();
  await expect(gantry.containers.getByRole('row', { name: /^second/ })).toBeVisible();
  await expect(gantry.containers.getByRole('row', { name: /^Docker/ })).toBeVisible();

  await second.click();
  await expect(page.getByRole('complementary', { name: 'web' })).toContainText('second');
  await page.keyboard.press('l');
  await expect(gantry.dock.getByRole('tab', { name: 'Logs web on second' })).toBeVisible();

  await other.cli('rm', '-f', 'web');
  await expect(second).toHaveCount(0);
  await expect(first).toBeVisible();
});

/** The three lines, each with whose it is, from above to below: one that came late stands further back in the document. */
async function expectInOrder(log: Locator): Promise<void> {
  const lines = [/web@Docker\s*one/, /web@second\s*two/, /web@Docker\s*three/];
  for (const line of lines) await expect(log).toContainText(line);
  const tops = async () => {
    const boxes = ['one', 'two', 'three'].map((line) => log.getByText(line, { exact: true }).boundingBox());
    return (await Promise.all(boxes)).map((box) => box?.y ?? Number.NaN);
  };
  await expect.poll(async () => (await tops()).every((top, at, all) => top > (all[at - 1] ?? 0))).toBe(true);
}

test('logs of several engines are one, by time: each line says whose it is, and an engine that is lost holds up no other', async ({
  gantryOfTwo: gantry,
  docker,
  other,
}) => {
  const { page } = gantry;
  const print = (what: string) => ['exec', 'web', 'sh', '-c', `echo ${what} > /proc/1/fd/1`] as const;
  const run = ['run', '-d', '--name', 'web', 'busybox', 'sleep', '1000'] as const;
  await docker(...run);
  await other.cli(...run);
  await docker(...print('one'));
  await other.cli(...print('two'));
  await docker(...print('three'));
  await switchTo(gantry, /^All engines/);
  await expect(rowOn(gantry, 'web', 'second')).toBeVisible();
  await rowOn(gantry, 'web', 'Docker').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+L');
  const log = gantry.log('web, web');
  await expectInOrder(log);
  await expect(gantry.dock.getByRole('tab')).toHaveCount(1);
  expect(await findings(page)).toEqual([]);

  await other.engine.kill('SIGKILL');
  await expect(log).toContainText('web@second: engine not reachable');
  await docker(...print('four'));
  await expect(log).toContainText(/web@Docker\s*four/);

  // Anew while it is away: what is kept of it is there, in its place, and it is said that no more comes.
  await gantry.dock.getByRole('tab').press('Delete');
  await expect(gantry.dock.getByRole('tab')).toHaveCount(0);
  await rowOn(gantry, 'web', 'Docker').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+L');
  await expect(gantry.dock).toContainText('Nothing new from second: ');
  await expectInOrder(log);
  await docker(...print('five'));
  await expect(log).toContainText(/web@Docker\s*five/);
  await other.engine.start();
  await expect(gantry.dock).not.toContainText('Nothing new from second');
  await other.cli('start', 'web');
  await other.cli(...print('six'));
  await expect(log).toContainText(/web@Docker\s*five.*web@second\s*six/s);

  await page.reload();
  await expect(log).toContainText(/web@second\s*six/);
});

test('what is new is made on the engine that is asked for', async ({ gantryOfTwo: gantry, docker, other }) => {
  const { page } = gantry;
  await switchTo(gantry, /^All engines/);
  await gantry.navigation.getByRole('link', { name: 'Volumes' }).click();
  await page.getByRole('button', { name: 'Create…' }).click();
  const engines = page.getByRole('group', { name: 'On which engine?' });
  await expect(engines.getByRole('button', { name: 'Docker' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toBeFocused();
  await name.fill('made');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'made' })).toContainText('second');
  expect((await other.cli('volume', 'ls', '-q')).stdout).toContain('made');
  expect(await docker('volume', 'ls', '-q')).not.toContain('made');
});

test('a compose file is opened for the engine that is asked for, stays there, and is another project on the next', async ({
  gantryOfTwo: gantry,
  lab,
}) => {
  const { page } = gantry;
  const folder = `${lab.dir}/placed`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/compose.yaml`, 'services:\n  web:\n    image: busybox\n    command: sleep 1000\n');
  await switchTo(gantry, /^All engines/);
  await gantry.navigation.getByRole('link', { name: 'Compose' }).click();
  await page.getByRole('button', { name: 'Open compose file…' }).click();
  await page.getByRole('group', { name: 'On which engine?' }).getByRole('button', { name: 'second' }).click();
  const chooser = page.getByRole('dialog', { name: 'Open compose file' });
  const path = chooser.getByRole('combobox', { name: 'Path' }).or(chooser.getByRole('textbox', { name: 'Path' }));
  await path.fill(folder);
  await page.keyboard.press('Enter');
  await chooser.getByText('compose.yaml').dblclick();
  const row = page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^placed .* second$/ });
  await expect(row).toContainText('not created');
  await page.reload();
  await expect(row).toContainText('not created');
  await expect(gantry.detail('placed')).toContainText('second');
  // On the other engine, too: two projects, until one is closed.
  await page.getByRole('button', { name: 'Open compose file…' }).click();
  await page.getByRole('group', { name: 'On which engine?' }).getByRole('button', { name: 'Docker' }).click();
  await path.fill(folder);
  await page.keyboard.press('Enter');
  await chooser.getByText('compose.yaml').dblclick();
  const first = page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^placed .* Docker$/ });
  await expect(first).toBeVisible();
  await expect(gantry.detail('placed')).toContainText('Docker');
  await first.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Close file' }).click();
  await expect(first).toHaveCount(0);
  await expect(row).toBeVisible();
});

test('an engine that is lost holds up no other: its rows stay, grey, and are right again when it is back', async ({
  gantryOfTwo: gantry,
  docker,
  other,
}) => {
  const { page } = gantry;
  await docker('create', '--name', 'here', 'busybox', 'sleep', '1000');
  await other.cli('create', '--name', 'there', 'busybox', 'sleep', '1000');
  await switchTo(gantry, /^All engines/);
  await expect(rowOn(gantry, 'there', 'second')).toBeVisible();
  await other.engine.kill('SIGKILL');
  await expect(gantry.alerts).toContainText('second is not reachable');
  await expect(gantry.engine).toHaveAccessibleName(/1 connected, 1 not reachable$/);
  await expect(rowOn(gantry, 'there', 'second')).toContainText('not reachable');
  await expect(rowOn(gantry, 'here', 'Docker')).not.toContainText('not reachable');
  await rowOn(gantry, 'here', 'Docker').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Shift+S');
  await expect(rowOn(gantry, 'here', 'Docker')).toContainText('running');
  await other.engine.start();
  await expect(gantry.alerts).toHaveCount(0);
  await expect(rowOn(gantry, 'there', 'second')).not.toContainText('not reachable');
  await other.cli('rm', 'there');
  await expect(rowOn(gantry, 'there', 'second')).toHaveCount(0);
});

test('each window looks at engines of its own, keeps to them when it is loaded again, and the next begins with the last choice', async ({
  gantryOfTwo: gantry,
  docker,
  other,
}) => {
  const { page } = gantry;
  await docker('create', '--name', 'on-first', 'busybox');
  await other.cli('create', '--name', 'on-second', 'busybox');
  const beside = new GantryWindow(await page.context().newPage());
  await beside.page.goto(page.url());
  await expect(beside.row('on-first')).toBeVisible();
  await switchTo(gantry, /^All engines/);
  await expect(gantry.row('on-second')).toBeVisible();
  await switchTo(beside, /^second/);
  await expect(beside.row('on-second')).toBeVisible();
  await expect(beside.row('on-first')).toHaveCount(0);
  await expect(gantry.row('on-first')).toBeVisible();
  await page.reload();
  await expect(gantry.row('on-first')).toBeVisible();
  await expect(gantry.row('on-second')).toBeVisible();

  await gantry.engine.click();
  await page.getByRole('menuitem', { name: 'Show several' }).click();
  const submenu = page.getByRole('menu').last();
  await submenu.getByRole('menuitemcheckbox', { name: /^Docker/ }).click();
  await expect(gantry.row('on-first')).toHaveCount(0);
  await submenu.getByRole('menuitemcheckbox', { name: /^Docker/ }).click();
  await expect(gantry.row('on-first')).toBeVisible();
  await page.keyboard.press('Escape');
  const next = new GantryWindow(await page.context().newPage());
  await next.page.goto(page.url());
  await expect(next.row('on-first')).toBeVisible();
  await expect(next.row('on-second')).toBeVisible();
});

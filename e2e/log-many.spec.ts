import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { startHost } from './host.ts';
import { GantryWindow } from './pages/window.ts';

const compose = (project: string, service: string) => [
  '--label',
  `com.docker.compose.project=${project}`,
  '--label',
  `com.docker.compose.service=${service}`,
];
const prints = (text: string) => ['busybox', 'sh', '-c', `while :; do echo ${text}; sleep 0.2; done`];

test.describe('many logs in one view', () => {
  test('a project is one log with the names of its containers, and a new service joins', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'shop-web', ...compose('shop', 'web'), ...prints('from-web'));
    await docker('run', '-d', '--name', 'shop-db', ...compose('shop', 'db'), ...prints('from-db'));
    await docker('run', '-d', '--name', 'shop2', ...compose('shop2', 'web'), ...prints('from-elsewhere'));
    await gantry.navigation.getByRole('link', { name: 'Compose' }).click();
    const project = gantry.page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^shop / });
    await project.getByRole('gridcell').first().click();
    await gantry.page.keyboard.press('l');
    await expect(gantry.dock.getByRole('tab', { name: 'Logs shop' })).toBeVisible();
    const log = gantry.log('shop');
    await expect(log).toContainText(/shop-web\s*from-web/);
    await expect(log).toContainText(/shop-db\s*from-db/);
    await docker('run', '-d', '--name', 'shop-new', ...compose('shop', 'new'), ...prints('from-new'));
    await expect(log).toContainText(/shop-new\s*from-new/);
    await expect(log).not.toContainText('from-elsewhere');
  });

  test('chosen containers are shown together with a key', async ({ gantry, docker }) => {
    await docker('run', '-d', '--name', 'one', ...prints('from-one'));
    await docker('run', '-d', '--name', 'two', ...prints('from-two'));
    await gantry.row('one').focus();
    await gantry.page.keyboard.press('Space');
    await gantry.row('two').focus();
    await gantry.page.keyboard.press('Space');
    await gantry.page.keyboard.press('Shift+L');
    const log = gantry.log('one, two');
    await expect(log).toContainText(/one\s*from-one/);
    await expect(log).toContainText(/two\s*from-two/);
  });

  test('one without a log says so in a line that can be put away', async ({ gantry, docker }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'mute', '--log-driver', 'none', 'busybox', 'sleep', '1000');
    await docker('run', '-d', '--name', 'one', ...prints('from-one'));
    for (const name of ['mute', 'one']) {
      await gantry.row(name).focus();
      await page.keyboard.press('Space');
    }
    await page.keyboard.press('Shift+L');
    await expect(gantry.log('mute, one')).toContainText(/one\s*from-one/);
    await expect(gantry.dock).toContainText('No log of mute: Its log driver “none” keeps nothing that can be read.');
    await gantry.dock.getByRole('button', { name: 'Hide', exact: true }).click();
    await expect(gantry.dock).not.toContainText('No log of mute');
  });
});

test('all containers in the filter are one log, by the palette', async ({ gantry, docker }) => {
  const { page } = gantry;
  await docker('run', '-d', '--name', 'one', '--label', 'tier=web', ...prints('from-one'));
  await docker('run', '-d', '--name', 'two', ...prints('from-two'));
  await expect(gantry.row('two')).toBeVisible();
  await gantry.filter.fill('label:tier=web');
  await expect(gantry.row('two')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('logs of all containers');
  await page.keyboard.press('Enter');
  const log = gantry.log('label:tier=web');
  await expect(log).toContainText('from-one');
  await docker('run', '-d', '--name', 'three', '--label', 'tier=web', ...prints('from-three'));
  await expect(log).toContainText(/three\s*from-three/);
  await expect(log).not.toContainText('from-two');
});

test.describe('kept logs', () => {
  test('outlive container and window, can be opened from the settings, and are deleted only after a question', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    await docker('run', '-d', '--name', 'gone', 'busybox', 'sh', '-c', 'echo still here; sleep 1000');
    await gantry.open('gone', 'Logs');
    await expect(gantry.log('gone')).toContainText('still here');
    await docker('rm', '-f', 'gone');
    await expect(gantry.row('gone')).toHaveCount(0);
    await gantry.navigation.getByRole('link', { name: 'Settings' }).click();
    const kept = page.getByRole('list', { name: 'Kept logs' });
    await expect(kept).toContainText('gone');
    await kept.getByRole('button', { name: 'Open the log of gone' }).click();
    await expect(gantry.log('gone')).toContainText('still here');
    await expect(gantry.log('gone')).toContainText('container removed');
    await kept.getByRole('button', { name: 'Delete the log of gone' }).click();
    await expect(gantry.question).toContainText('Delete the log of gone?');
    await page.keyboard.press('Escape');
    await expect(gantry.log('gone')).toContainText('still here');
    await kept.getByRole('button', { name: 'Delete the log of gone' }).click();
    await gantry.question.getByRole('button', { name: 'Delete' }).click();
    await expect(gantry.log('gone')).not.toContainText('still here');
  });

  test('are as long as they were after Gantry was started anew', async ({ docker, lab, page }) => {
    await docker('run', '-d', '--name', 'long', 'busybox', 'sh', '-c', 'seq 1 5000; sleep 1000');
    const first = await startHost({ dockerHost: lab.dockerHost });
    const gantry = new GantryWindow(page);
    await page.goto(first.url);
    await gantry.row('long').focus();
    await page.keyboard.press('l');
    const count = page.getByRole('status', { name: 'Line count' });
    await expect(count).toHaveText('5,000 lines');
    // The page tells its choices a moment after they were made.
    await expect.poll(() => readFile(join(first.dataDir, 'settings.json'), 'utf8').catch(() => '')).toContain('"long"');
    await first.stop('SIGTERM', 'keep');
    await docker('rm', '-f', 'long');
    const second = await startHost({ dockerHost: lab.dockerHost, dataDir: first.dataDir });
    await page.goto(second.url);
    await expect(gantry.dock.getByRole('tab', { name: 'Logs long' })).toBeVisible();
    await expect(count).toHaveText('5,000 lines');
    await expect(gantry.log('long')).toContainText('5000');
    await second.stop();
  });
});

import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { findingsInEveryLook } from './axe.ts';
import { buttonOf, openProject, upProject } from './compose-project.ts';
import { expect, test } from './fixtures.ts';
import { GantryWindow } from './pages/window.ts';

test.use({ labOptions: { compose: true } });

const systemPlugins = ['/usr/local/lib', '/usr/local/libexec', '/usr/lib', '/usr/libexec'].map(
  (folder) => `${folder}/docker/cli-plugins/docker-compose`,
);

const service = 'image: busybox\n    init: true\n    command: sleep 1000\n    stop_grace_period: 1s\n';

test.describe('compose', () => {
  test('opens a file, brings it up, works on it by labels and takes it down', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, lab, docker }) => {
    const { page } = gantry;
    const folder = `${lab.dir}/shop`;
    await mkdir(folder, { recursive: true });
    await writeFile(
      `${folder}/compose.yaml`,
      `services:\n  db:\n    ${service}  web:\n    ${service}    depends_on: [db]\n`,
    );
    await gantry.navigation.getByRole('link', { name: 'Compose' }).click();
    await page.getByRole('button', { name: 'Open compose file…' }).click();
    const chooser = page.getByRole('dialog', { name: 'Open compose file' });
    await chooser
      .getByRole('combobox', { name: 'Path' })
      .or(chooser.getByRole('textbox', { name: 'Path' }))
      .fill(folder);
    await page.keyboard.press('Enter');
    await chooser.getByText('compose.yaml').dblclick();

    const grid = page.getByRole('grid', { name: 'Compose' });
    const row = grid.getByRole('row', { name: /^shop/ });
    await expect(row).toContainText('not created');
    const detail = gantry.detail('shop');
    await expect(detail.getByRole('textbox', { name: 'Compose file' })).toContainText('depends_on');
    await buttonOf(detail, 'Up').last().click();
    await expect(row).toContainText('2 running');
    await expect(page.getByRole('status').filter({ hasText: 'Up shop' }).first()).toBeVisible();

    await detail.getByRole('tab', { name: 'Services' }).click();
    await expect(detail.getByRole('button', { name: 'shop-web-1', exact: true })).toBeVisible();
    await buttonOf(detail, 'Stop').click();
    await expect(row).toContainText('2 exited');
    await buttonOf(detail, 'Start').click();
    await expect(row).toContainText('2 running');

    await buttonOf(detail, 'Down').click();
    await gantry.question.getByRole('button', { name: 'Down' }).click();
    await expect(row).toContainText('not created');
    expect(await docker('network', 'ls', '--format', '{{.Name}}')).not.toContain('shop');
  });

  test('shows in the editor what is wrong with a file', async ({ gantry, lab }) => {
    const { page } = gantry;
    const file = await upProject(lab, 'wrong', `services:\n  app:\n    ${service}`);
    const detail = await openProject(gantry, 'wrong');
    await detail.getByRole('tab', { name: 'File' }).click();
    const editor = detail.getByRole('textbox', { name: 'Compose file' });
    await expect(editor).toContainText('busybox');
    await editor.press('Control+End');
    await page.keyboard.type('    heal');
    await expect(page.getByRole('option', { name: /^healthcheck/ })).toBeVisible();
    const words = page.locator('.cm-completionInfo');
    await expect(words).toContainText('health check');
    // Nothing covers them or cuts them off.
    await words.click({ trial: true });
    await page.keyboard.press('Escape');
    for (let count = 0; count < 'heal'.length; count += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('comand: x');
    await expect(detail.locator('.cm-lintRange-error')).toHaveText('comand');
    await rm(file);
  });

  test('checks a file before it writes it or does anything with it', async ({ gantry, lab }) => {
    const { page } = gantry;
    const text = `services:\n  app:\n    ${service}`;
    const file = await upProject(lab, 'checked', text);
    const detail = await openProject(gantry, 'checked');
    await detail.getByRole('tab', { name: 'File' }).click();
    const editor = detail.getByRole('textbox', { name: 'Compose file' });
    await expect(editor).toContainText('busybox');
    await editor.press('Control+End');
    await page.keyboard.type('    comand: x');
    await buttonOf(detail, 'Up').last().click();
    const refused = detail.getByRole('alert');
    await expect(refused).toContainText('Up was not done: line 7 is not valid');
    await expect(refused).toContainText('comand');
    expect(await readFile(file, 'utf8')).toBe(text);
    await refused.getByRole('button', { name: 'Go to line 7' }).click();
    await expect(editor).toBeFocused();
    for (let count = 0; count < '    comand: x'.length; count += 1) await page.keyboard.press('Delete');
    await expect(refused).toHaveCount(0);
    await buttonOf(detail, 'Up').last().click();
    await expect(page.getByRole('status').filter({ hasText: 'Up checked' }).first()).toBeVisible();

    // What is invalid on disk leads to its line from wherever it is asked for.
    await writeFile(file, text.replace('init: true', 'init: [1]'));
    await detail.getByRole('tab', { name: 'Services' }).click();
    await buttonOf(detail, 'Up').click();
    await expect(page.getByRole('alert').filter({ hasText: 'Up checked is not possible' })).toContainText('Line 4');
    await expect(editor).toBeVisible();
    await rm(file);
  });

  test('has nothing for axe on any tab, in any theme', async ({ gantry, lab }) => {
    const { page } = gantry;
    await upProject(lab, 'seen', `services:\n  app:\n    ${service}  web:\n    ${service}    depends_on: [app]\n`);
    const detail = await openProject(gantry, 'seen');
    await buttonOf(detail, 'Restart').click();
    for (const [tab, text] of Object.entries({ Services: 'web', File: 'depends_on', Activity: 'Restart' })) {
      await detail.getByRole('tab', { name: tab }).click();
      await expect(detail).toContainText(text);
      expect.soft(await findingsInEveryLook(page), tab).toEqual([]);
    }
    await lab.cli('compose', '-p', 'seen', 'down');
  });

  test('says what to install where there is no Compose', async ({ lab, hostOn, show, hostKind }) => {
    const installed = systemPlugins.some((path) => existsSync(path));
    test.skip(installed, 'this machine has one for all');
    test.skip(hostKind === 'electron' && !process.env.ELECTRON, 'the double itself is found by PATH');
    await upProject(lab, 'bare', `services:\n  app:\n    ${service}`);
    const page = await show(await hostOn(lab.dockerHost, { env: { PATH: '/nowhere' } }));
    const detail = await openProject(new GantryWindow(page), 'bare');
    await detail.getByRole('tab', { name: 'File' }).click();
    await expect(detail.getByRole('status').filter({ hasText: 'not installed' })).toContainText(
      'docker-compose-plugin',
    );
    await buttonOf(detail, 'Up').last().click();
    await expect(page.getByRole('alert')).toContainText('Install Docker Compose v2');
    await buttonOf(detail, 'Stop').click();
    await expect(detail).toContainText('1 exited');
  });

  test('says that the file is gone, and still stops the project', async ({ gantry, lab }) => {
    const { page } = gantry;
    const file = await upProject(lab, 'lost', `services:\n  app:\n    ${service}`);
    await rm(file);
    const detail = await openProject(gantry, 'lost');
    await detail.getByRole('tab', { name: 'File' }).click();
    await expect(detail.getByRole('status').filter({ hasText: 'not there any more' })).toBeVisible();
    await detail.getByRole('tab', { name: 'Services' }).click();
    await buttonOf(detail, 'Up').click();
    await expect(page.getByRole('alert')).toContainText('The compose file is not there any more.');
    await buttonOf(detail, 'Stop').click();
    await expect(detail).toContainText('1 exited');
  });
});

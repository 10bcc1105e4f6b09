import { mkdir, writeFile } from 'node:fs/promises';
import { test as base, expect } from './fixtures.ts';
import { Keys } from './keys.ts';
import { freePort } from './lab/registry.ts';

const test = base.extend<{ keys: Keys }>({ keys: async ({ gantry }, use) => use(new Keys(gantry.page)) });
test.use({ labOptions: { compose: true, registry: true } });

test.describe('whole tasks that make something, by keyboard alone', () => {
  test('run a container from an image with a port: 8 keys and what is typed', async ({ gantry, docker, keys }) => {
    const { page } = gantry;
    const port = String(await freePort());
    await docker('tag', 'busybox', 'aaa:1');
    await expect(gantry.containers).toBeFocused();
    await keys.pair('g', 'i');
    const image = page.getByRole('grid', { name: 'Images' }).getByRole('row', { name: /^aaa:1 / });
    await expect(image).toBeFocused();
    await keys.press('n');
    const form = page.getByRole('dialog', { name: 'Run a container' });
    await expect(form.getByLabel('Name', { exact: true })).toBeFocused();
    await keys.type('mine');
    await keys.press('Tab');
    await expect(form.getByLabel('Command', { exact: true })).toBeFocused();
    await keys.type('sleep 99');
    await keys.press('Tab');
    await expect(form.getByRole('button', { name: 'Add port' })).toBeFocused();
    await keys.press('Enter');
    await expect(form.getByLabel('Host port 1')).toBeFocused();
    await keys.type(port);
    await keys.press('Tab');
    await expect(form.getByLabel('Container port 1')).toBeFocused();
    await keys.type('80');
    await keys.press('Control+Enter');
    await expect(gantry.row('mine')).toBeFocused();
    expect(await docker('port', 'mine', '80/tcp')).toContain(`:${port}`);
    expect(keys.count).toBe(8 + 'mine'.length + 'sleep 99'.length + `${port}80`.length);
    await docker('rmi', 'aaa:1');
  });

  test('pull an image from a registry: 3 keys and what is typed', async ({ gantry, lab, docker, keys }) => {
    const { page } = gantry;
    const reference = `${lab.registry}/aaa:2`;
    await docker('tag', 'busybox', reference);
    await docker('push', reference);
    await docker('rmi', reference);
    await expect(gantry.containers).toBeFocused();
    await keys.press('Control+k');
    await expect(gantry.palette.getByRole('combobox')).toBeFocused();
    await keys.type('pull');
    await expect(gantry.palette.getByRole('option').first()).toContainText('Pull image…');
    await keys.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Pull image' }).getByLabel('Image')).toBeFocused();
    await keys.type(reference);
    await keys.press('Enter');
    await expect.poll(() => docker('image', 'ls', '--quiet', reference), { timeout: 30_000 }).not.toBe('');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(gantry.containers).toBeFocused();
    expect(keys.count).toBe(3 + 'pull'.length + reference.length);
    await docker('rmi', reference);
  });

  test('write a Dockerfile in a folder and build it: 4 keys and what is typed', async ({
    gantry,
    lab,
    docker,
    keys,
  }) => {
    const { page } = gantry;
    const folder = `${lab.dir}/kbd`;
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/words.txt`, 'words\n');
    await expect(gantry.containers).toBeFocused();
    await keys.press('Control+o');
    const path = page.getByRole('dialog', { name: 'Open folder' }).getByLabel('Path');
    await expect(path).toBeFocused();
    await expect(path).not.toHaveValue('');
    await keys.type(folder);
    await keys.press('Enter');
    await expect(page.getByRole('dialog').getByRole('option')).toContainText(['words.txt']);
    await keys.press('Enter');
    await expect(gantry.dockerfile).toBeFocused();
    await keys.type('FROM busybox');
    await keys.press('Control+Enter');
    await expect(gantry.buildOf('kbd:latest')).toContainText('Succeeded', { timeout: 40_000 });
    await expect(gantry.dockerfile).toBeFocused();
    expect(keys.count).toBe(4 + folder.length + 'FROM busybox'.length);
    expect(await docker('image', 'ls', '--quiet', 'kbd')).not.toBe('');
  });

  test('bring a Compose project up and take it down: 9 keys and what is typed', async ({ gantry, lab, keys }) => {
    const { page } = gantry;
    const file = `${lab.dir}/kshop/compose.yaml`;
    await mkdir(`${lab.dir}/kshop`, { recursive: true });
    await writeFile(file, 'services:\n  web:\n    image: busybox\n    init: true\n    command: sleep 1000\n');
    await expect(gantry.containers).toBeFocused();
    await keys.pair('g', 'p');
    await expect(page.getByRole('main')).toHaveAccessibleName('Compose');
    await keys.press('Control+k');
    await expect(gantry.palette.getByRole('combobox')).toBeFocused();
    await keys.type('open com');
    await expect(gantry.palette.getByRole('option').first()).toContainText('Open compose file');
    await keys.press('Enter');
    const path = page.getByRole('dialog', { name: 'Open compose file' }).getByLabel('Path');
    await expect(path).toBeFocused();
    await expect(path).not.toHaveValue('');
    await keys.type(file);
    await keys.press('Enter');
    const row = page.getByRole('grid', { name: 'Compose' }).getByRole('row', { name: /^kshop/ });
    await expect(row).toBeFocused();
    await keys.press('u');
    await expect(row).toContainText('1 running', { timeout: 40_000 });
    await expect(row).toBeFocused();
    await keys.press('Delete');
    await expect(gantry.question.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keys.press('Tab', 'Enter');
    await expect(row).toContainText('not created', { timeout: 40_000 });
    await expect(row).toBeFocused();
    expect(keys.count).toBe(9 + 'open com'.length + file.length);
  });
});

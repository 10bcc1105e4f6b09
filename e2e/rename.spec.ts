import type { Page } from '@playwright/test';
import { type Handler, sendJson } from './fake/engine.ts';
import { test as onFake } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** Opens the form of another name from a container's row, by key. */
async function openForm(gantry: GantryWindow, name: string) {
  await gantry.row(name).focus();
  await gantry.page.keyboard.press('Shift+F10');
  await gantry.page.getByRole('menuitem', { name: /^Rename…/ }).press('Enter');
  const form = gantry.page.getByRole('dialog', { name: `Rename ${name}` });
  const field = form.getByRole('textbox', { name: 'Name' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(name);
  return { form, field, button: form.getByRole('button', { name: 'Rename' }) };
}

const noticeOf = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test.describe('another name', () => {
  test('is given to what runs, in its tab too, and taken back', { tag: '@engines' }, async ({ gantry, docker }) => {
    const { page, dock } = gantry;
    const id = await docker('run', '-d', '--name', 'web', 'busybox', 'sh', '-c', 'echo hello; sleep 1000');
    await docker('create', '--name', 'db', 'busybox');
    await gantry.row('web').focus();
    await page.keyboard.press('l');
    await expect(gantry.log('web')).toContainText('hello');

    const { form, field, button } = await openForm(gantry, 'web');
    await expect(button).toBeDisabled();
    await field.fill('-x');
    await expect(field).toHaveAccessibleDescription(/the first one a letter or digit/);
    await expect(button).toBeDisabled();
    await field.fill('db');
    await field.press('Enter');
    await expect(field).toHaveAccessibleDescription('The name db is taken.');
    await field.fill('shop');
    await expect(field).not.toHaveAccessibleDescription(/taken/);
    await field.press('Enter');
    await expect(form).toHaveCount(0);
    await expect(gantry.row('shop')).toBeFocused();
    await expect(gantry.row('web')).toHaveCount(0);
    await expect(dock.getByRole('tab', { name: 'Logs shop' })).toBeVisible();
    await expect(gantry.log('shop')).toContainText('hello');
    expect(await docker('inspect', '--format', '{{.Name}}', id)).toBe('/shop');

    await noticeOf(page, 'Renamed web to shop').getByRole('button', { name: 'Undo' }).click();
    await expect(gantry.row('web')).toBeVisible();
    await expect(dock.getByRole('tab', { name: 'Logs web' })).toBeVisible();
    await expect(noticeOf(page, 'Renamed shop back to web')).toBeVisible();
  });

  test('is given to what does not run, and cannot be taken back where another has it by then', async ({
    gantry,
    docker,
  }) => {
    await docker('create', '--name', 'old', 'busybox');
    const { field } = await openForm(gantry, 'old');
    await field.fill('new');
    await field.press('Enter');
    await expect(gantry.row('new')).toBeVisible();
    await docker('create', '--name', 'old', 'busybox');
    await noticeOf(gantry.page, 'Renamed old to new').getByRole('button', { name: 'Undo' }).click();
    await expect(gantry.alerts).toContainText('Couldn’t rename new back to old');
    await expect(gantry.alerts).toContainText('The name old is taken.');
  });
});

/** Podman 5 as it says that a name is taken, and lets others through. */
const renameOnPodman: Handler = ({ engine, id, query, response }) => {
  const name = query.get('name') ?? '';
  const one = engine.containers.get(id);
  if (!one || [...engine.containers.values()].some((other) => other.name === name)) {
    const cause = 'UNIQUE constraint failed: ContainerConfig.Name';
    return sendJson(response, 500, { cause, message: `updating container config table: ${cause}`, response: 500 });
  }
  engine.containers.set(id, { ...one, name });
  response.writeHead(204).end();
  engine.emit({ Type: 'container', Action: 'rename', Actor: { ID: id } });
};

onFake('another name on Podman is given, and refused at the field where it is taken', async ({ open, fake }) => {
  const handlers = { 'POST /containers/:id/rename': renameOnPodman };
  const gantry = await open(await fake({ podman: true, containers: [{ name: 'web' }, { name: 'db' }], handlers }));
  const { form, field } = await openForm(gantry, 'web');
  await field.fill('db');
  await field.press('Enter');
  await expect(field).toHaveAccessibleDescription('The name db is taken.');
  await field.fill('shop');
  await field.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(gantry.row('shop')).toBeVisible();
  await expect(gantry.row('web')).toHaveCount(0);
});

import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'] as const;

/** Opens the form that edits a container, by its key. */
async function openForm(gantry: GantryWindow, name: string) {
  const { page } = gantry;
  await gantry.row(name).focus();
  await page.keyboard.press('Shift+N');
  const form = page.getByRole('dialog', { name: `Edit ${name}` });
  await expect(form.getByLabel('Image', { exact: true })).toHaveValue(/busybox/);
  return form;
}

test.describe('editing a container', () => {
  test('shows what changes, puts the new one in its place, and is reverted', {
    tag: ['@engines', '@electron'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    const id = await docker('run', '-d', '--name', 'web', '--env', 'COLOUR=red', '--volume', '/data', ...idle);
    await docker('exec', id, 'sh', '-c', 'echo kept > /data/it');
    await expect(gantry.row('web')).toContainText('running');
    const form = await openForm(gantry, 'web');

    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('no name');
    await page.keyboard.press('Control+Enter');
    await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('web');
    await form.getByRole('textbox', { name: 'Memory', exact: true }).fill('64m');
    await form.getByRole('textbox', { name: 'Value of COLOUR' }).fill('blue');
    await page.keyboard.press('Control+Enter');
    const table = form.getByRole('table', { name: 'What changes' });
    await expect(table.getByRole('row', { name: 'Variable COLOUR red blue' })).toBeVisible();
    await expect(table.getByRole('row', { name: 'Memory – 64m' })).toBeVisible();
    await form.getByText('As the engine is told it (JSON)').click();
    await expect(form.getByText('+ HostConfig.Memory: 67108864')).toBeVisible();
    expect(await docker('inspect', '--format', '{{.Id}}', 'web')).toBe(id);
    expect(await findings(page)).toEqual([]);

    await form.getByRole('button', { name: 'Apply' }).click();
    await expect(form).toHaveCount(0);
    const detail = page.getByRole('complementary', { name: 'web' });
    const told = page.getByRole('status').filter({ hasText: 'Edit web: web is as it was edited' });
    await expect(told.getByRole('button', { name: 'Revert' })).toBeVisible();
    expect(await docker('exec', 'web', 'sh', '-c', 'cat /data/it; echo $COLOUR')).toBe('kept\nblue');
    expect(await docker('inspect', '--format', '{{.HostConfig.Memory}}', 'web')).toBe(String(64 * 2 ** 20));
    await expect(detail.getByText(/this can be taken back/)).toBeVisible();
    expect(await findings(page)).toEqual([]);

    await detail.getByRole('button', { name: 'Revert' }).click();
    await expect(
      page.getByRole('status').filter({ hasText: 'Revert the edit of web: web is as it was before' }),
    ).toBeVisible();
    expect(await docker('inspect', '--format', '{{.Id}} {{.State.Running}}', 'web')).toBe(`${id} true`);
    expect(await docker('exec', 'web', 'sh', '-c', 'cat /data/it; echo $COLOUR')).toBe('kept\nred');
    expect(await docker('ps', '--all', '--quiet', '--no-trunc')).toBe(id);
  });

  test('leaves it as it was where the new one does not work, and says so in the form', async ({ gantry, docker }) => {
    const { page } = gantry;
    const id = await docker('run', '-d', '--name', 'web', ...idle);
    await expect(gantry.row('web')).toContainText('running');
    const form = await openForm(gantry, 'web');
    const command = form.getByRole('textbox', { name: 'Command', exact: true });
    await command.fill("sh -c 'echo it is broken; exit 3'");
    await page.keyboard.press('Control+Enter');
    await form.getByRole('button', { name: 'Apply' }).press('Enter');
    await expect(form.getByRole('alert')).toContainText('The new container ended with exit code 3.');
    await form.getByText('Details', { exact: true }).click();
    await expect(form.getByRole('alert').getByText('it is broken', { exact: true })).toBeVisible();
    await expect(command).toHaveValue("sh -c 'echo it is broken; exit 3'");
    expect(await docker('inspect', '--format', '{{.Id}} {{.State.Running}}', 'web')).toBe(`${id} true`);
    expect(await docker('ps', '--all', '--quiet', '--no-trunc')).toBe(id);
    await page.keyboard.press('Escape');
    await expect(gantry.row('web')).toBeFocused();
  });
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { REGISTRY_USER } from './lab/registry.ts';

const test = base.extend<{ window: Page }>({
  window: async ({ gantry }, use) => use(gantry.page),
});
// A registry that wants a password.
test.use({ labOptions: { auth: true } });

async function command(window: Page, label: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await window.getByRole('combobox').fill(label);
  await window.getByRole('option', { name: label }).first().click();
}

test('a person logs in, pushes, pulls and logs out again', { tag: '@engines' }, async ({ window, lab, host }) => {
  const server = lab.authRegistry ?? '';
  await lab.cli('tag', 'busybox', `${server}/mine:1`);
  await window.goto(`${host.url}#/settings`);
  const registries = window.getByRole('region', { name: 'Registries' });
  await expect(registries).toContainText('No registry knows you yet');
  await registries.getByRole('button', { name: 'Log in…' }).click();
  const form = window.getByRole('dialog', { name: 'Log in to a registry' });
  await expect(form.getByLabel('Registry')).toBeFocused();
  await form.getByLabel('Registry').fill(server);
  await form.getByLabel('User name').fill(REGISTRY_USER.name);
  await form.getByLabel('Password or token').fill('wrong');
  await form.getByRole('button', { name: 'Log in' }).click();
  await expect(form).toContainText('does not take this user name and password');
  await expect(form.getByLabel('Password or token')).toHaveValue('');
  await form.getByLabel('Password or token').fill(REGISTRY_USER.password);
  await form.getByRole('button', { name: 'Log in' }).click();
  await expect(registries).toContainText(server);
  const kept = await readFile(join(host.dataDir, 'none', 'config.json'), 'utf8');
  expect(JSON.parse(kept)).toHaveProperty(['auths', server]);

  for (const [verb, title] of [
    ['Push', 'Push image'],
    ['Pull', 'Pull image'],
  ] as const) {
    await command(window, `${title}…`);
    const transfer = window.getByRole('dialog', { name: title });
    await transfer.getByLabel('Image').fill(`${server}/mine:1`);
    await transfer.getByRole('button', { name: verb }).click();
    await expect(transfer).toBeHidden();
    await expect(window.getByText(`${verb} ${server}/mine:1`).first()).toBeVisible();
  }

  await registries.getByRole('button', { name: `Log out of ${server}` }).click();
  await expect(registries).toContainText('No registry knows you yet');
});

test('a wrong name is told before it is sent, a wrong path after', async ({ window }) => {
  await command(window, 'Pull image…');
  const pull = window.getByRole('dialog', { name: 'Pull image' });
  await pull.getByLabel('Image').fill('Busy Box');
  await expect(pull).toContainText('capital letters');
  await expect(pull.getByRole('button', { name: 'Pull' })).toHaveAttribute('aria-disabled', 'true');
  await window.keyboard.press('Escape');

  await command(window, 'Save images to a file…');
  const save = window.getByRole('dialog', { name: 'Save images to a file' });
  await save.getByLabel('Images', { exact: true }).fill('busybox');
  await save.getByLabel('File', { exact: true }).fill('/dev/null/x.tar');
  await save.getByRole('button', { name: 'Save' }).click();
  await expect(save).toContainText('Save failed');
});

test('an image goes to a file and comes back', { tag: '@engines' }, async ({ window, host, lab }) => {
  const file = join(host.dataDir, 'kept.tar');
  await command(window, 'Save images to a file…');
  const save = window.getByRole('dialog', { name: 'Save images to a file' });
  await save.getByLabel('Images', { exact: true }).fill('busybox');
  await save.getByLabel('File', { exact: true }).fill(file);
  await save.getByRole('button', { name: 'Save' }).click();
  await expect(save).toBeHidden();
  await expect.poll(async () => (await lab.cli('load', '-i', file)).code).toBe(0);

  await command(window, 'Load images from a file…');
  const load = window.getByRole('dialog', { name: 'Load images from a file' });
  await load.getByText('kept.tar').click();
  await expect(window.getByText('Load kept.tar').first()).toBeVisible();
});

import { findings } from './axe.ts';
import { test as onFake } from './fake-fixtures.ts';
import { expect, test } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

const idle = ['busybox', 'sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'] as const;

/** Opens the form of the limits of a container from its row, by key. */
async function openForm(gantry: GantryWindow, name: string) {
  const { page } = gantry;
  await gantry.row(name).focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Change limits…' }).press('Enter');
  const form = page.getByRole('dialog', { name: `Change limits of ${name}` });
  const field = (label: string) => form.getByRole('textbox', { name: label, exact: true });
  return { form, field, line: form.getByRole('region', { name: 'Command line' }) };
}

test.describe('the limits of a container', () => {
  test('change while it runs: only what is typed, which the detail shows', { tag: ['@engines', '@electron'] }, async ({
    gantry,
    docker,
  }) => {
    const id = await docker('run', '-d', '--name', 'web', '--memory', '64m', ...idle);
    const host = (format: string) => docker('inspect', '--format', `{{${format}}}`, id);
    const detail = await gantry.open('web');
    await expect(detail.getByText('Restart policy')).toBeVisible();
    const pid = await host('.State.Pid');
    const { form, field, line } = await openForm(gantry, 'web');
    await expect(form.getByRole('combobox', { name: 'Restart' })).toBeFocused();
    const change = form.getByRole('button', { name: 'Change', exact: true });
    await expect(field('Memory')).toHaveValue('64m');
    await expect(field('Memory and swap')).toHaveValue('128m');
    await expect(change).toBeDisabled();

    await field('CPUs').fill('much');
    await expect(field('CPUs')).toHaveAccessibleDescription(/number of cores/);
    await field('CPUs').fill('0.5');
    await field('Memory').fill('');
    await expect(field('Memory')).toHaveAccessibleDescription(/no such limit away/);
    await expect(change).toBeDisabled();
    await field('Memory').fill('96m');
    await expect(field('Memory and swap')).toHaveValue('192m');
    await field('Memory and swap').fill('32m');
    await expect(field('Memory and swap')).toHaveAccessibleDescription('Not less than memory.');
    await field('Memory and swap').fill('192m');
    await form.getByRole('combobox', { name: 'Restart' }).selectOption('On failure');
    await field('At most').fill('3');
    await field('Processes').fill('50');
    await expect(line).toContainText(/^docker update --restart on-failure:3 --memory 96m --memory-swap 192m /);
    expect(await findings(gantry.page)).toEqual([]);
    await field('Processes').press('Enter');
    await expect(form).toHaveCount(0);
    await expect(gantry.page.getByRole('status').filter({ hasText: 'Changed limits of web' })).toBeVisible();
    await expect(detail.getByText('on-failure:3')).toBeVisible();
    expect(await host('.HostConfig.Memory')).toBe(String(96 * 2 ** 20));
    expect(await host('.HostConfig.NanoCpus')).toBe('500000000');
    expect(await host('.HostConfig.PidsLimit')).toBe('50');
    expect(await host('.State.Pid')).toBe(pid);
  });

  test('are refused at the field that it is about', async ({ gantry, docker }) => {
    await docker('run', '-d', '--rm', '--name', 'web', '--memory', '64m', ...idle);
    await expect(gantry.row('web')).toContainText('running');
    const { form, field } = await openForm(gantry, 'web');
    const restart = form.getByRole('combobox', { name: 'Restart' });
    await expect(restart).toBeDisabled();
    await expect(restart).toHaveAccessibleDescription(/removed when it ends/);
    await field('CPUs').fill('1000');
    await field('CPUs').press('Enter');
    await expect(field('CPUs')).toHaveAccessibleDescription(/cannot keep this limit: .*CPUs available/);
    await field('CPUs').fill('');
    await expect(field('CPUs')).not.toHaveAccessibleDescription(/cannot keep/);
    await field('Memory and swap').fill('-1');
    await field('Memory and swap').press('Enter');
    await expect(field('Memory and swap')).toHaveAccessibleDescription(/only of a container that does not run/);
    await gantry.page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    await expect(gantry.row('web')).toBeFocused();
  });
});

onFake('the limits of a container on an engine that changes none are not asked for', async ({ open, fake }) => {
  const gantry = await open(await fake({ podman: true, containers: [{ name: 'web' }] }));
  const { form } = await openForm(gantry, 'web');
  await expect(gantry.alerts).toContainText('This engine changes no limits of a container that is there.');
  await expect(form).toHaveCount(0);
});

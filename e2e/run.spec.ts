import type { Locator } from '@playwright/test';
import { findings } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { freePort } from './lab/registry.ts';
import type { GantryWindow } from './pages/window.ts';

/** Opens the form by the palette. */
async function openForm({ page, palette }: GantryWindow): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('run a container');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Run a container' });
  await expect(form).toBeVisible();
  return form;
}

test.describe('a container that is run from the form', () => {
  test('is asked for by keyboard alone; what is wrong is said at its field and nothing typed is lost', async ({
    gantry,
    docker,
  }) => {
    const { page } = gantry;
    const port = String(await freePort());
    await expect(gantry.containers).toBeVisible();
    const form = await openForm(gantry);
    const image = form.getByLabel('Image');
    await expect(image).toBeFocused();
    await page.keyboard.type('Busy Box');
    await page.keyboard.press('Control+Enter');
    await expect(image).toHaveAttribute('aria-invalid', 'true');
    await expect(image).toBeFocused();
    await expect(image).toHaveAccessibleDescription(/./);

    await image.fill('busybox');
    await expect(image).not.toHaveAttribute('aria-invalid', 'true');
    await form.getByLabel('Name', { exact: true }).fill('web');
    await form.getByLabel('Command', { exact: true }).fill(`sh -c 'echo "$GREETING"; sleep 1000'`);
    await form.getByRole('button', { name: 'Add port' }).press('Enter');
    await expect(form.getByLabel('Host port 1')).toBeFocused();
    await page.keyboard.type('99999');
    await page.keyboard.press('Tab');
    await page.keyboard.type('80');
    await page.keyboard.press('Control+Enter');
    await expect(form.getByLabel('Host port 1')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(port);
    await form.getByRole('button', { name: 'Add variable' }).press('Enter');
    await page.keyboard.type('GREETING=hello there');

    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
    const again = await openForm(gantry);
    await expect(again.getByLabel('Host port 1')).toHaveValue(port);
    await expect(again.getByRole('region', { name: 'Command line' })).toContainText(
      `docker run --detach --name web --publish ${port}:80 --env GREETING="\${GREETING:?was left out}" busybox sh -c`,
    );
    await page.keyboard.press('Control+Enter');
    await expect(again).toHaveCount(0);
    await expect(gantry.detail('web')).toBeVisible();
    await expect(gantry.row('web')).toContainText('running');
    expect(await docker('logs', 'web')).toBe('hello there');
    expect(await docker('port', 'web', '80')).toContain(`:${port}`);
  });

  test('a taken name, a taken port and a missing image are said at their field', {
    tag: ['@electron', '@engines'],
  }, async ({ gantry, docker }) => {
    const { page } = gantry;
    const port = await freePort();
    await docker('run', '-d', '--name', 'first', '-p', `${port}:80`, 'busybox', 'sleep', '1000');
    await expect(gantry.row('first')).toBeVisible();
    const form = await openForm(gantry);
    await form.getByLabel('Image').fill('busybox');
    await form.getByLabel('Name', { exact: true }).fill('first');
    await form.getByLabel('Command', { exact: true }).fill('sleep 1000');
    await form.getByRole('button', { name: 'Add port' }).click();
    await form.getByLabel('Host port 1').fill(String(port));
    await form.getByLabel('Container port 1').fill('80');
    await page.keyboard.press('Control+Enter');
    await expect(form.getByLabel('Name', { exact: true })).toHaveAccessibleDescription('The name first is taken.');
    await expect(form.getByLabel('Name', { exact: true })).toBeFocused();

    await form.getByLabel('Name', { exact: true }).fill('second');
    await form.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(form.getByLabel('Host port 1')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByText(`Port ${port} is used by first.`)).toBeVisible();
    await expect(form.getByRole('alert').first()).toContainText('Choose another host port');
    expect(await docker('ps', '-a', '--format', '{{.Names}}')).toBe('first');

    await form.getByRole('button', { name: `Use ${port + 1}` }).click();
    await expect(form.getByLabel('Host port 1')).toHaveValue(String(port + 1));
    await form.getByLabel('Image').fill('localhost:1/nowhere:1');
    await page.keyboard.press('Control+Enter');
    await expect(form.getByLabel('Image')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.getByRole('alert').first()).toContainText('could not be run');
    await form.getByLabel('Image').fill('busybox');
    await page.keyboard.press('Control+Enter');
    await expect(gantry.row('second')).toContainText('running');
  });
});

test('a command line that is pasted fills the form, and what it cannot fill is told', {
  tag: ['@electron', '@engines'],
}, async ({ gantry, docker }) => {
  const { page, palette } = gantry;
  await expect(gantry.containers).toBeVisible();
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('from a command line');
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Run a container' });
  const line = form.getByLabel('A line of docker run');
  await expect(line).toBeFocused();
  await page.keyboard.type('docker ps');
  await page.keyboard.press('Control+Enter');
  await expect(line).toBeFocused();
  await expect(line).toHaveAccessibleDescription(/no line of docker run/);
  await line.fill(
    [
      '$ docker run -itd --name web --gpus all -e GREETING="hello there" \\',
      '> --hostname shop --cap-add=net_admin --add-host db:10.0.0.9 --ulimit nofile=512:1024 \\',
      '> --read-only --stop-timeout 2 -v $PWD:/data --health-cmd "true || exit 1" --health-interval 1m \\',
      "> busybox sh -c 'echo $GREETING; sleep 1000' | tee log",
    ].join('\r\n'),
  );
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('Image')).toBeFocused();
  await expect(form.getByLabel('Image')).toHaveValue('busybox');
  const left = form.getByRole('status').filter({ hasText: 'Not taken over' });
  await expect(left.getByRole('listitem')).toHaveText([/^--gpus all: /, /^-v \$PWD:\/data: /, /^\| tee log: /]);
  const rights = form.getByRole('button', { name: 'Rights and devices' });
  await expect(rights).toContainText('2 set');
  await rights.press('Enter');
  await expect(form.getByLabel('Capabilities added')).toHaveValue('NET_ADMIN');
  expect.soft(await findings(page)).toEqual([]);

  await form.getByLabel('Capabilities added').fill('NET_ADMIN no-such-thing');
  await rights.press('Enter');
  await expect(form.getByLabel('Capabilities added')).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('Capabilities added')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('NET_ADMIN');
  await form.getByRole('button', { name: 'Paste an .env file…' }).press('Enter');
  await page.keyboard.insertText('# mine\nA=1\nGREETING=good day\nTOKEN\n');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('button', { name: 'Environment' })).toContainText('1 set');
  await expect(left.getByRole('listitem')).toHaveCount(4);

  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await openForm(gantry);
  await expect(left.getByRole('listitem').last()).toHaveText(/^TOKEN: /);
  await left.getByRole('button', { name: 'I have seen it' }).press('Enter');
  await expect(left).toHaveCount(0);
  await form.getByLabel('Image').press('Control+Enter');
  await expect(form).toHaveCount(0);
  await expect(gantry.row('web')).toBeVisible();
  await expect.poll(() => docker('logs', 'web')).toContain('good day');
  expect(await docker('exec', 'web', 'sh', '-c', 'hostname; grep -c db /etc/hosts')).toBe('shop\n1');
  // Not what holds inside: now and then a runtime in Go leaves what it has raised for itself. Podman lists its own beside.
  const limits = '{{range .HostConfig.Ulimits}}{{println .Name .Soft .Hard}}{{end}}';
  expect(await docker('inspect', '-f', limits, 'web')).toMatch(/nofile 512 1024$/im);
});

test('an image is run from its row, with the ports that it exposes', { tag: '@engines' }, async ({ gantry, lab }) => {
  const { page } = gantry;
  const made = await lab.cli('create', 'busybox');
  await lab.cli('commit', '--change', 'EXPOSE 8080', made.stdout.trim(), 'gantry-exposing:1');
  await page.getByRole('link', { name: 'Images' }).click();
  const row = page.getByRole('grid', { name: 'Images' }).getByRole('row', { name: /^gantry-exposing:1/ });
  await row.focus();
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Run a container' });
  await expect(form.getByLabel('Image')).toHaveValue('gantry-exposing:1');
  await expect(form.getByLabel('Container port 1')).toHaveValue('8080');
  await lab.cli('rm', '-f', made.stdout.trim());
  await lab.cli('rmi', 'gantry-exposing:1');
});

test.describe('what an engine cannot run', () => {
  test('is told at its field, in one line', { tag: '@engines' }, async ({ gantry, docker }) => {
    await expect(gantry.page.getByText('No containers yet')).toBeVisible();
    const form = await openForm(gantry);
    await form.getByLabel('Image').fill('busybox');
    const command = form.getByLabel('Command', { exact: true });
    await command.fill('nosuchprogram');
    await command.press('Control+Enter');
    await expect(command).toHaveAttribute('aria-invalid', 'true');
    await expect(command).toHaveAccessibleDescription(/./);
    await expect(form).not.toContainText('⟨LF⟩');
    expect(await docker('ps', '-aq')).toBe('');
  });
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findings, useLook } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('an image is made of a container, by key and with what it is to know', { tag: ['@electron', '@engines'] }, async ({
  gantry,
  docker,
}) => {
  const { page } = gantry;
  await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
  await docker('exec', 'web', 'sh', '-c', 'echo mine > /mine');
  await gantry.open('web', 'Changes');
  await gantry.detail('web').getByRole('button', { name: 'Make an image…' }).press('Enter');
  const form = page.getByRole('dialog', { name: 'Make an image of web' });
  const name = form.getByRole('textbox', { name: 'Name' });
  const make = form.getByRole('button', { name: 'Make image' });
  await expect(name).toBeFocused();
  await name.fill('Not A Name');
  await expect(make).toBeDisabled();
  await name.fill('kept/web:one');
  const instructions = form.getByRole('textbox', { name: 'Instructions' });
  await instructions.fill('CMD ["cat", "/mine"]\nRUN rm -rf /');
  await expect(form).toContainText('Line 2 is none of these with what belongs to it: CMD, ');
  await expect(make).toBeDisabled();
  await instructions.fill('CMD ["cat", "/mine"]');
  await form.getByRole('textbox', { name: 'Message' }).fill('as it was');
  await form.getByRole('checkbox', { name: 'Pause the container meanwhile' }).uncheck();
  const line = `docker commit --change 'CMD ["cat", "/mine"]' --message 'as it was' --pause=false web kept/web:one`;
  await expect(form).toContainText(line);
  for (const look of ['dark', 'light'] as const) {
    await useLook(page, look);
    expect(await findings(page)).toEqual([]);
  }
  await name.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(page.getByText('Made kept/web:one')).toBeVisible();
  expect(await docker('run', '--rm', 'kept/web:one')).toBe('mine');
  await gantry.navigation.getByRole('link', { name: 'Images' }).click();
  await expect(page.getByRole('row', { name: /kept\/web:one/ })).toBeVisible();
  await docker('rmi', 'kept/web:one');
});

test('the files of a container are exported to an archive, which is not replaced unasked', async ({
  gantry,
  docker,
  lab,
}) => {
  const { page } = gantry;
  await docker('create', '--name', 'web', 'busybox', 'true');
  const path = join(lab.dir, 'web.tar');
  const form = page.getByRole('dialog', { name: 'Export the files of web' });
  const open = async () => {
    await gantry.row('web').focus();
    await page.keyboard.press('Control+k');
    await gantry.palette.getByRole('combobox').fill('export files');
    await page.keyboard.press('Enter');
    await form.getByRole('textbox', { name: 'File' }).fill(path);
  };
  await open();
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  await expect(page.getByText(/web\.tar$/).first()).toBeVisible();
  expect(execFileSync('tar', ['-tf', path], { encoding: 'utf8' })).toContain('bin/busybox\n');
  await open();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText(/already/);
  await form.getByRole('checkbox', { name: 'Overwrite a file of this name' }).check();
  await form.getByRole('button', { name: 'Export' }).press('Enter');
  await expect(form).toHaveCount(0);
});

test('a container is written down as a command and as a Compose file, without values until they are asked for', async ({
  gantry,
  docker,
}) => {
  const { page } = gantry;
  const made = ['--env', 'TOKEN=hunter2', '--volume', 'kept:/data', '--hostname', 'odd', '--restart', 'always'];
  await docker('run', '-d', '--name', 'web', ...made, 'busybox', 'sleep', '1000');
  await gantry.row('web').focus();
  await page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('compose file…');
  await gantry.palette.getByRole('option', { name: /Copy as command or Compose file/ }).click();
  const form = page.getByRole('dialog', { name: 'How web was made' });
  const text = form.getByRole('region', { name: 'Text' });
  await expect(text).toContainText('docker run --detach --name web --restart always --mount');
  await expect(text).toContainText('TOKEN="${TOKEN:?was left out}"');
  await form.getByRole('radio', { name: 'Compose file' }).check();
  await expect(text).toContainText('container_name: web');
  await expect(text).not.toContainText('hunter2');
  await form.getByRole('checkbox', { name: 'With the values of its variables' }).check();
  await expect(text).toContainText('TOKEN: hunter2');
  for (const look of ['dark', 'light'] as const) {
    await useLook(page, look);
    expect(await findings(page)).toEqual([]);
  }
  await text.getByRole('button', { name: 'Copy' }).press('Enter');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(parse(copied)).toMatchObject({
    services: { web: { image: 'busybox', restart: 'always', environment: { TOKEN: 'hunter2' } } },
    volumes: { kept: { external: true } },
  });
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
});

import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect } from './fixtures.ts';
import { type Lab, startLab } from './lab/lab.ts';
import { engineProgram } from './lab/programs/programs.ts';
import { GantryWindow } from './pages/window.ts';

/** Makes a lab's engine a context of that name; resolves with the folder of the docker CLI that has it. */
async function contextOf({ dir, dockerHost }: Lab, name: string): Promise<string> {
  const config = join(dir, 'contexts');
  const folder = join(config, 'contexts/meta', createHash('sha256').update(name).digest('hex'));
  await mkdir(folder, { recursive: true });
  const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: dockerHost, SkipTLSVerify: false } } };
  await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
  return config;
}

/** A window on the worker's engine that knows a Podman, too. */
const test = base.extend<{ other: Lab; window: GantryWindow }>({
  other: async ({}, use, { skip }) => {
    const program = await engineProgram('podman5', console.error).catch(String);
    if (typeof program === 'string') return skip(true, program);
    const other = await startLab({ program });
    await use(other);
    await other.stop();
  },
  window: async ({ hostOn, show, lab, other }, use) => {
    const host = await hostOn(lab.dockerHost, { env: { DOCKER_CONFIG: await contextOf(other, 'pods') } });
    await use(new GantryWindow(await show(host)));
  },
});

/** Chooses the verb of a row, and the other engine in the form that opens. */
async function copyTo({ page }: GantryWindow, section: string, row: RegExp) {
  const grid = page.getByRole('grid', { name: section });
  await grid.getByRole('row', { name: row }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy to…' }).click();
  const form = page.getByRole('dialog', { name: /to another engine$/ });
  await form.getByLabel('To', { exact: true }).selectOption({ label: 'pods' });
  return form;
}

test('an image, a volume and a container go to another engine from their menus', async ({ window, docker, other }) => {
  const { page } = window;
  const there = async (...args: string[]) => (await other.cli(...args)).stdout.trim();
  const made = await docker('create', 'busybox', 'true');
  await docker('commit', '--change', 'LABEL of=copies', made, 'copied/app:1');
  await docker('run', '--rm', '-v', 'goes:/v', 'busybox', 'sh', '-c', 'echo kept >/v/file');
  await docker('run', '-d', '--name', 'lives', '-v', 'goes-too:/v', '-e', 'A=b', 'copied/app:1', 'sleep', '1000');
  try {
    await window.navigation.getByRole('link', { name: 'Images' }).click();
    const image = await copyTo(window, 'Images', /copied\/app/);
    await image.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(image).toBeHidden();
    await expect.poll(() => there('images', '-q', 'copied/app:1')).not.toBe('');

    await window.navigation.getByRole('link', { name: 'Volumes' }).click();
    const volume = await copyTo(window, 'Volumes', /^goes /);
    await volume.getByLabel('Name there').fill('came');
    await volume.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(volume).toBeHidden();
    await expect(page.getByText(/Copy goes to pods: .* copied/).first()).toBeVisible();
    expect(await there('run', '--rm', '-v', 'came:/v', 'busybox', 'cat', '/v/file')).toBe('kept');

    await window.navigation.getByRole('link', { name: 'Containers' }).click();
    const container = await copyTo(window, 'Containers', /^lives /);
    await expect(container).toContainText('It runs');
    await expect(container.getByLabel('Copy the volume goes-too')).toBeChecked();
    await expect(container.getByLabel('Start it there')).toBeChecked();
    await container.getByLabel('Name there').fill('lives-there');
    await container.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(container).toBeHidden();
    await expect.poll(() => there('inspect', '-f', '{{.State.Status}}', 'lives-there')).toBe('running');
    expect(await there('inspect', '-f', '{{.Config.Env}}', 'lives-there')).toContain('A=b');

    await window.navigation.getByRole('link', { name: 'Activity' }).click();
    await expect(window.activity.getByRole('row', { name: /^Copy lives-there to pods/ })).toContainText('succeeded');
  } finally {
    await docker('rm', '-f', 'lives');
    await docker('volume', 'rm', 'goes', 'goes-too');
    await docker('rmi', 'copied/app:1');
  }
});

test('a name that is taken is told in the form, and nothing is written over', async ({ window, docker, other }) => {
  await docker('volume', 'create', 'twice');
  await other.cli('run', '--rm', '-v', 'twice:/v', 'busybox', 'sh', '-c', 'echo theirs >/v/file');
  try {
    await window.navigation.getByRole('link', { name: 'Volumes' }).click();
    const form = await copyTo(window, 'Volumes', /^twice /);
    await form.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(form).toContainText('twice');
    await expect(form.getByLabel('Name there')).toHaveAttribute('aria-invalid', 'true');
    const { stdout } = await other.cli('run', '--rm', '-v', 'twice:/v', 'busybox', 'cat', '/v/file');
    expect(stdout).toBe('theirs\n');
  } finally {
    await docker('volume', 'rm', 'twice');
  }
});

import { build, expect, openEditor, retype, test } from './build-folder.ts';
import { startHost } from './host.ts';
import { startLab } from './lab/lab.ts';
import { GantryWindow } from './pages/window.ts';

/** On an engine of its own, because it is killed, beside a registry that is all but empty. */
test.use({ labOptions: { registry: true } });

async function pressDelete({ page }: GantryWindow, section: 'Images' | 'Volumes', name: RegExp): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: section }).click();
  const row = page.getByRole('grid', { name: section }).getByRole('row', { name });
  await row.focus();
  await page.keyboard.press('Delete');
}

test('an engine that is killed in the middle of a build is named as the cause; no text is lost, and the next build succeeds', async ({
  gantry,
  folder,
  lab,
}) => {
  const { page, dockerfile, buildForm } = gantry;
  folder.put({ Dockerfile: 'FROM busybox\n' });
  await openEditor(gantry, folder);
  await retype(gantry, `FROM busybox\nRUN echo begun ${folder.name}; sleep 3\n`);
  await buildForm.getByLabel('Tag', { exact: true }).fill('e2e:killed');
  await dockerfile.click();
  await page.keyboard.press('Control+Enter');
  const shown = gantry.buildOf('e2e:killed');
  await expect(shown.getByRole('log')).toContainText(`begun ${folder.name}`);
  await lab.engine.kill('SIGKILL');
  await expect(shown).toContainText('Failed');
  await expect(shown).toContainText('The connection to the engine broke');
  await expect(dockerfile).toContainText(`RUN echo begun ${folder.name}`);

  await lab.engine.start();
  await expect(gantry.engine).toHaveAccessibleName(/connected$/);
  await build(gantry, 'e2e:killed');
});

async function pull({ page }: GantryWindow, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Pull image…');
  await page.getByRole('option', { name: 'Pull image…' }).first().click();
  const form = page.getByRole('dialog', { name: 'Pull image' });
  await form.getByLabel('Image').fill(name);
  await form.getByRole('button', { name: 'Pull' }).click();
}

test('a pull of what the registry does not have says so, with the name', async ({ gantry, lab }) => {
  const name = `${lab.registry}/nowhere:1`;
  await pull(gantry, name);
  await expect(gantry.alerts).toContainText(`Pull ${name}`);
  await expect(gantry.alerts).toContainText('not found');
});

test('an engine that is killed in the middle of a pull is named as the cause, and the pull succeeds afterwards', async ({
  gantry,
  folder,
  docker,
  lab,
}) => {
  const { page } = gantry;
  const name = `${lab.registry}/large:1`;
  folder.put({ Dockerfile: 'FROM busybox\nRUN head -c 150000000 /dev/urandom > /layer\n' });
  await docker('build', '--no-cache', '-q', '-t', name, folder.path);
  await docker('push', '-q', name);
  await docker('rmi', name);
  await pull(gantry, name);
  await expect(page.getByRole('progressbar', { name: `Pull ${name}` })).toBeVisible();
  await lab.engine.kill('SIGKILL');
  const notices = page.getByRole('region', { name: 'Notices' });
  await expect(notices).toContainText(`Pull ${name}`);
  await expect(notices).toContainText('The connection to the engine broke');

  await lab.engine.start();
  await expect(gantry.engine).toHaveAccessibleName(/connected$/);
  await pull(gantry, name);
  await expect.poll(async () => (await lab.cli('images', '-q', name)).stdout).not.toBe('');
});

test('a build that fills the engine’s disk says so, at its line', async ({ page, folder }) => {
  const lab = await startLab({ disk: 60 });
  const host = await startHost({ dockerHost: lab.dockerHost });
  try {
    folder.put({ Dockerfile: 'FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=200\n' });
    await page.goto(host.url);
    const gantry = new GantryWindow(page);
    await expect(gantry.engine).toHaveAccessibleName(/connected$/);
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:full', 'Failed');
    await expect(gantry.buildOf('e2e:full')).toContainText('at line 2');
    await expect(gantry.buildOf('e2e:full')).toContainText(/disk|space/);
  } finally {
    await host.stop();
    await lab.stop();
  }
});

test('an image and a volume in use stay, and the refusal names the container', async ({ gantry, docker }) => {
  await docker('run', '-d', '--name', 'holder', '-v', 'held:/data', 'busybox', 'sleep', '1000');
  for (const [section, row] of [
    ['Images', /^busybox.* used/],
    ['Volumes', /^held used/],
  ] as const) {
    await pressDelete(gantry, section, row);
    await expect(gantry.alerts).toContainText('Remove is not possible');
    await expect(gantry.alerts).toContainText('Used by holder.');
    await gantry.alerts.getByRole('button').last().click();
    await expect(gantry.alerts).toHaveCount(0);
  }
  await expect(gantry.question).toHaveCount(0);
  expect(await docker('volume', 'ls', '-q', '--filter', 'name=held')).toBe('held');
});

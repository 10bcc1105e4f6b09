import { readdirSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { findings, findingsInEveryLook } from './axe.ts';
import { build, buildElsewhere, expect, openEditor, plain, retype, test } from './build-folder.ts';
import { startHost } from './host.ts';
import type { GantryWindow } from './pages/window.ts';

/** The line that the last build failed at. */
const failedLine = (page: Page): Locator => page.locator('.cm-line-failed');

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Shows a build of the history beside the one before it, and how they went one after the other. */
async function compareWithTheOneBefore({ page }: GantryWindow, row: Locator): Promise<void> {
  await row.focus();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Compare builds' });
  await expect(dialog.getByRole('row', { name: /^From cache/ })).toContainText('3 of 3 cached');
  await expect(dialog.getByRole('row', { name: /RUN cat words.txt/ })).toContainText('cached');
  await expect(dialog.getByRole('region', { name: 'Dockerfile' })).toContainText('The same in both.');
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.goBack();
  await page.getByRole('tab', { name: 'Trend' }).click();
  await expect(page.getByRole('figure', { name: 'Image size' })).toContainText('MiB');
  await expect(page.getByRole('table', { name: 'Builds, the newest first' }).getByRole('row')).toHaveCount(3);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back to the builds' }).click();
}

test.describe('a build', () => {
  test.beforeEach(({ folder }) => folder.put({ Dockerfile: plain, 'words.txt': `words of ${folder.name}\n` }));

  test('shows its steps, comes from the cache next time, and after one changed file runs from there on', {
    tag: '@electron',
  }, async ({ gantry, folder, docker }) => {
    const { page, buildSteps, buildCache } = gantry;
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:steps');
    await expect(buildSteps.filter({ hasText: 'WORKDIR /app' })).toBeVisible();
    await expect(buildSteps.filter({ hasText: 'RUN cat words.txt' })).toBeVisible();
    await expect(page.getByRole('log')).toContainText(`words of ${folder.name}`);
    await expect(page.getByRole('region', { name: 'Notices' })).not.toContainText('e2e:steps');
    expect(await docker('run', '--rm', 'e2e:steps', 'cat', '/app/words.txt')).toBe(`words of ${folder.name}`);

    await build(gantry, 'e2e:steps');
    await expect(buildCache).toHaveText('Nothing changed: all 3 steps from cache');
    await expect(gantry.buildOf('e2e:steps')).toContainText('3 of 3 cached');

    folder.put({ 'words.txt': `others of ${folder.name}\n` });
    await build(gantry, 'e2e:steps');
    await expect(buildCache).toHaveText('COPY words.txt . changed: 2 steps ran, 1 from cache');
    await expect(buildSteps.filter({ hasText: 'WORKDIR /app' })).toContainText('cached');
    await expect(buildSteps.filter({ hasText: 'COPY words.txt' })).toContainText('changed');
    await expect(buildSteps.filter({ hasText: 'RUN cat' })).not.toContainText('cached');

    await gantry.buildForm.getByLabel('No cache').check();
    await build(gantry, 'e2e:steps');
    // BuildKit keeps the cache of WORKDIR even then.
    await expect(buildCache).toHaveText('Without the cache: 2 steps ran');
    await expect(buildSteps.filter({ hasText: 'RUN cat' })).not.toContainText('cached');
  });

  test('foretells what comes from the cache and why the rest does not, and says how that did', {
    tag: '@engines',
  }, async ({ gantry, folder, lab, engineKind }) => {
    const { page, dockerfile } = gantry;
    const forecast = page.getByRole('status', { name: 'Forecast' });
    const marks = page.locator('.cm-mark');
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:foretold');
    await expect(forecast).toHaveText('Next build: all 3 steps from the cache');
    folder.put({ 'words.txt': `others of ${folder.name}\n` });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(forecast).toHaveText('Next build: 1 of 3 steps from the cache, line 3 will run: words.txt changed');
    await expect(marks).toHaveText(['cached', 'will run', 'will run']);
    expect(await findings(page)).toEqual([]);
    await build(gantry, 'e2e:foretold');
    await expect(gantry.buildOf('e2e:foretold')).toContainText('Forecast: right for all 3 steps');
    await expect(forecast).toHaveText('Next build: all 3 steps from the cache');
    await dockerfile.press('Control+End');
    await page.keyboard.insertText('RUN true\n');
    await expect(forecast).toHaveText(
      'Next build: 3 of 4 steps from the cache, line 5 will run: it is written otherwise',
    );
    await gantry.buildForm.getByLabel('No cache').check();
    await expect(forecast).toContainText('the cache is not used');

    // Only a newer Docker keeps a history of builds that others asked for.
    if (engineKind !== 'newer-docker') return;
    await buildElsewhere(lab.socket, 'e2e:elsewhere', `FROM busybox\nRUN echo "> of ${folder.name}"\nRUN exit 7\n`);
    await page.getByRole('button', { name: 'Back to the builds' }).click();
    const row = gantry.builds.getByRole('row', { name: /elsewhere Failed/ });
    await expect(row).toContainText('Built elsewhere');
    await row.dblclick();
    await expect(page.getByRole('log')).toContainText(`> of ${folder.name}`);
    await expect(page.getByRole('alert')).toContainText('exit code: 7');
    expect(await findings(page)).toEqual([]);
  });

  test('shows parallel stages as a tree on the time, folded and searched by keyboard', async ({ gantry, folder }) => {
    const { page, buildSteps } = gantry;
    await openEditor(gantry, folder);
    const wait = (name: string, seconds: number) =>
      `FROM busybox AS ${name}\nRUN sleep ${seconds}; echo ${folder.name}-${name} | tee /out\n`;
    await retype(
      gantry,
      `${wait('slow', 2)}${wait('quick', 0)}FROM busybox\nCOPY --from=slow /out /a\nCOPY --from=quick /out /b\n`,
    );
    await build(gantry, 'e2e:tree');
    const shown = gantry.buildOf('e2e:tree');
    await expect(shown).toContainText('Longest way');
    const sleeps = buildSteps.filter({ hasText: 'RUN sleep 2' });
    await expect(sleeps).toContainText('on the longest way');
    await expect(buildSteps.filter({ hasText: 'RUN sleep 0' })).not.toContainText('on the longest way');
    expect(await findings(page)).toEqual([]);
    const slow = buildSteps.getByRole('button', { name: /^done slow / });
    await slow.press('ArrowLeft');
    await expect(slow).toHaveAttribute('aria-expanded', 'false');
    await expect(sleeps).toHaveCount(0);
    await slow.press('ArrowRight');
    await slow.press('ArrowDown');
    await expect(sleeps.getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(shown.getByRole('log')).toContainText(`${folder.name}-slow`);
    await expect(shown.getByRole('log')).not.toContainText(`${folder.name}-quick`);
    await shown.getByRole('log').press('Control+f');
    await page.keyboard.type('-SLOW');
    await expect(shown.getByRole('status', { name: 'Matches' })).toContainText('1');
    await page.keyboard.press('Escape');
    await expect(shown.getByRole('log')).toBeFocused();
  });

  for (const [what, text, line] of [
    ['a command that fails', 'FROM busybox\nRUN true\nRUN echo bad; exit 3\n', 'RUN echo bad'],
    ['a source that is missing', 'FROM busybox\nRUN true\nCOPY nowhere /\n', 'COPY nowhere'],
    ['a word that is no instruction', 'FROM busybox\nRUN true\nRUNN make\n', 'RUNN make'],
  ] as const) {
    test(`lands ${what} on its line`, async ({ gantry, folder }) => {
      const { page } = gantry;
      await openEditor(gantry, folder);
      await retype(gantry, text);
      await build(gantry, 'e2e:fails', 'Failed');
      await expect(gantry.buildOf('e2e:fails').getByRole('alert')).toContainText('The build failed at line 3');
      await page.getByRole('button', { name: 'Show line' }).click();
      await expect(gantry.dockerfile).toBeFocused();
      await expect(page.locator('.cm-activeLine')).toContainText(line);
      await expect(page.locator('.cm-lintRange-error').first()).toBeVisible();
      if (what === 'a command that fails') await expect(page.locator('.cm-below')).toHaveText('bad');
      if (what !== 'a word that is no instruction') await expect(failedLine(page)).toContainText(line);
    });
  }

  test('stops when cancelled, and says no more than that', async ({ gantry, folder, docker }) => {
    await openEditor(gantry, folder);
    await retype(gantry, `FROM busybox\nRUN echo ${folder.name}; sleep 300\n`);
    await gantry.buildForm.getByLabel('Tag', { exact: true }).fill('e2e:cancel');
    await gantry.dockerfile.click();
    await gantry.page.keyboard.press('Control+Enter');
    const shown = gantry.buildOf('e2e:cancel');
    await expect(shown.getByRole('log')).toContainText(folder.name);
    await shown.getByRole('button', { name: 'Cancel' }).click();
    await expect(shown).toContainText('Cancelled');
    await expect(gantry.alerts).toHaveCount(0);
    expect(await docker('images', '-q', 'e2e:cancel')).toBe('');
  });

  test('stays in the history, also after the host was started anew', async ({ gantry, folder, lab }) => {
    const { page } = gantry;
    const first = await startHost({ dockerHost: lab.dockerHost });
    await page.goto(first.url);
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:history');
    await build(gantry, 'e2e:history');
    await page.getByRole('button', { name: 'Back to the builds' }).click();
    const rows = gantry.builds.getByRole('row', { name: /^e2e:history Succeeded/ });
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('3 of 3 cached');
    await compareWithTheOneBefore(gantry, rows.first());
    const { dataDir } = first;
    await page.goto('about:blank');
    // Its own stop would take the folder away.
    process.kill(first.pid, 'SIGTERM');
    await expect.poll(() => isRunning(first.pid)).toBe(false);
    const second = await startHost({ dockerHost: lab.dockerHost, dataDir });
    await page.goto(`${second.url}#/builds`);
    await expect(rows).toHaveCount(2);
    await expect(rows.first()).toContainText('3 of 3 cached');
    folder.put({ Dockerfile: 'FROM busybox\nRUN false\n' });
    await rows.first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Build as it was' }).click();
    await expect(rows).toHaveCount(3, { timeout: 40_000 });
    await page.goto('about:blank');
    await second.stop();
  });

  test('reads a secret of this machine, carries labels, and has a line that does the same', {
    tag: '@engines',
  }, async ({ gantry, folder, docker, engineKind }) => {
    const { page, buildForm } = gantry;
    folder.put({
      Dockerfile: 'FROM busybox\nRUN --mount=type=secret,id=key wc -c </run/secrets/key\n',
      key: 'not-to-be-seen',
    });
    await openEditor(gantry, folder);
    const line = page.getByRole('region', { name: 'Command line' });
    await buildForm.getByRole('button', { name: 'More options' }).click();
    await buildForm.getByRole('button', { name: 'Add label' }).click();
    await page.keyboard.type('of.test=a b');
    await buildForm.getByRole('button', { name: 'Add secret' }).click();
    await page.keyboard.type('key=$1');
    await expect(buildForm).toContainText('A variable has letters, digits and underscores only.');
    await expect(line).toContainText('once every field is right');
    expect(await findings(page)).toEqual([]);
    for (const _ of '$1') await page.keyboard.press('Backspace');
    await page.keyboard.type('key');
    await expect(line).toContainText(`--label 'of.test=a b' --secret id=key,src=${folder.path}/key ${folder.path}`);
    if (engineKind === 'podman5') {
      await build(gantry, 'e2e:secret', 'Failed');
      await expect(gantry.buildOf('e2e:secret')).toContainText('This builder takes neither secrets nor an SSH agent.');
      return;
    }
    await build(gantry, 'e2e:secret');
    await expect(gantry.buildOf('e2e:secret')).toContainText('BuildKit, by its control API');
    await expect(page.getByRole('log')).toContainText('14');
    expect(await page.content()).not.toContain('not-to-be-seen');
    expect(await docker('inspect', '-f', '{{index .Config.Labels "of.test"}}', 'e2e:secret')).toBe('a b');

    await buildForm.getByRole('button', { name: 'Output, cache and limits' }).click();
    await expect(buildForm).toContainText('This builder keeps no cache in a registry.');
    await expect(buildForm.getByLabel('Provenance')).toBeDisabled();
    await buildForm.getByLabel('Output').selectOption('A folder with its files');
    await expect(buildForm.getByText('Say where it is to go.')).toBeVisible();
    await buildForm.getByLabel('Path on this machine').fill('out');
    await buildForm.getByLabel('Stages without cache').fill('stage-0');
    expect(await findings(page)).toEqual([]);
    await expect(line).toContainText(`--no-cache-filter stage-0 --output type=local,dest=${folder.path}/out`);
    await build(gantry, 'e2e:secret');
    await expect(gantry.buildOf('e2e:secret')).toContainText(`Written to ${folder.path}/out`);
    expect(readdirSync(`${folder.path}/out`)).toContain('bin');

    await page.getByRole('button', { name: 'Back to the builds' }).click();
    await page.getByRole('button', { name: 'Clean build cache…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clean build cache' });
    await expect(dialog).toContainText(/Frees exactly [\d.]+ \w+/);
    await expect(dialog.getByRole('checkbox').first()).toBeChecked();
    expect(await findings(page)).toEqual([]);
    await dialog.getByLabel('Not used for').selectOption('A month');
    await expect(dialog).toContainText('The builder keeps nothing of the kind.');
    await page.keyboard.press('Escape');
  });

  test('leaves out what .dockerignore names', async ({ gantry, folder, docker }) => {
    folder.put({ '.dockerignore': '*.secret\n', 'key.secret': 'x', Dockerfile: 'FROM busybox\nCOPY . /ctx\n' });
    await openEditor(gantry, folder);
    await build(gantry, 'e2e:ignore');
    const listed = await docker('run', '--rm', 'e2e:ignore', 'ls', '-a', '/ctx');
    expect(listed).toContain('words.txt');
    expect(listed).not.toContain('key.secret');
  });

  test('is refused for a pattern of .dockerignore that the CLI refuses, which the editor marks', async ({
    gantry,
    folder,
  }) => {
    const { page } = gantry;
    folder.put({ '.dockerignore': '*.log\n[a-b-c]\n..\n', Dockerfile: 'FROM busybox\nCOPY . /ctx\n' });
    await openEditor(gantry, folder);
    await page.getByRole('tab', { name: /dockerignore/ }).click();
    await expect(page.locator('.cm-lintRange-error')).toHaveText('[a-b-c]');
    await expect(page.locator('.cm-lintRange-info')).toHaveText('..');
    await page.getByRole('tab', { name: 'Dockerfile', exact: true }).click();
    await build(gantry, 'e2e:refused', 'Failed');
    await expect(page.getByText('syntax error in pattern').first()).toBeVisible();
  });

  test('uses a Dockerfile’s own ignore file, which the editor shows, and begins one where there is none', async ({
    gantry,
    folder,
    docker,
  }) => {
    const { page } = gantry;
    const text = 'FROM busybox\nCOPY . /ctx\n';
    folder.put({ Dockerfile: text, 'Dockerfile.own': text, one: '', two: '', '.dockerignore': 'one\n' });
    folder.put({ 'Dockerfile.own.dockerignore': 'two\n' });
    await openEditor(gantry, folder);
    const box = (name: string) => page.getByRole('textbox', { name, exact: true });
    await page.getByRole('tab', { name: 'Dockerfile.own', exact: true }).click();
    await page.getByRole('tab', { name: 'Dockerfile.own.dockerignore', exact: true }).click();
    await expect(page.getByText('Builds of Dockerfile.own use this file, its own.')).toBeVisible();
    await expect(box('Dockerfile.own.dockerignore')).toHaveText('two');

    await page.getByRole('tab', { name: 'Dockerfile', exact: true }).click();
    await page.getByRole('tab', { name: '.dockerignore', exact: true }).click();
    await expect(box('.dockerignore')).toHaveText('one');
    await page.getByRole('button', { name: 'Begin Dockerfile.dockerignore' }).click();
    await expect(page.getByText('Builds of Dockerfile use this file, its own.')).toBeVisible();
    const own = box('Dockerfile.dockerignore');
    await expect(own).toHaveText('one');
    await own.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('two\n');
    await expect(page.getByRole('tab', { name: 'Dockerfile.dockerignore (unsaved)' })).toBeVisible();
    await page.getByRole('tab', { name: 'Dockerfile', exact: true }).click();
    await build(gantry, 'e2e:own-ignore');
    expect(folder.read('Dockerfile.dockerignore')).toBe('two\n');
    expect(await docker('run', '--rm', 'e2e:own-ignore', 'ls', '/ctx')).toMatch(/one/);
    expect(await docker('run', '--rm', 'e2e:own-ignore', 'ls', '/ctx')).not.toMatch(/two/);
  });

  test('with a wrong tag is refused at the field', async ({ gantry, folder }) => {
    const { page, buildForm } = gantry;
    await openEditor(gantry, folder);
    const tag = buildForm.getByLabel('Tag', { exact: true });
    await tag.fill('Not A Tag');
    await expect(tag).toHaveAttribute('aria-invalid', 'true');
    await expect(tag).toHaveAccessibleDescription(/./);
    await gantry.dockerfile.click();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Not built yet')).toBeVisible();
  });
});

test('axe finds nothing in the editor and the history, in any theme', async ({ gantry, folder }) => {
  const { page } = gantry;
  const text = `FROM busybox\nRUN echo ${folder.name}\nCOPY nowhere /\n`;
  folder.put({ Dockerfile: text, '.dockerignore': '# none\n*.log\n' });
  await openEditor(gantry, folder);
  expect.soft(await findingsInEveryLook(page), 'editor').toEqual([]);
  await build(gantry, 'e2e:axe', 'Failed');
  await expect(page.locator('.cm-lintRange-error').first()).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'failed build').toEqual([]);
  await retype(gantry, 'FROM busybox\nRUN true\n');
  folder.put({ Dockerfile: 'FROM busybox\n' });
  await expect(page.getByText('The file changed on disk')).toBeVisible();
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await build(gantry, 'e2e:axe');
  expect.soft(await findingsInEveryLook(page), 'built').toEqual([]);
  await page.getByRole('tab', { name: /dockerignore/ }).click();
  expect.soft(await findingsInEveryLook(page), 'ignore file').toEqual([]);
  await page.getByRole('button', { name: 'Back to the builds' }).click();
  await expect(gantry.builds.getByRole('row', { name: /^e2e:axe/ })).toHaveCount(2);
  expect.soft(await findingsInEveryLook(page), 'history').toEqual([]);
  await page.keyboard.press('Control+o');
  await expect(page.getByRole('dialog', { name: 'Open folder' }).getByRole('option').first()).toBeVisible();
  expect.soft(await findingsInEveryLook(page), 'folder chooser').toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openEditor, test } from './build-folder.ts';
import { type Host, startHost } from './host.ts';
import { draftOf, filesBelow } from './kept.ts';
import { familyOf, stillRunning } from './leftovers.ts';
import { GantryWindow } from './pages/window.ts';

/** Typed and gone at once, so often: a race that is lost now and then shows. */
const rounds = 10;

interface Typing {
  readonly window: GantryWindow;
  /** Of the file that is edited. */
  readonly path: string;
}

/** A window on a host, with the cursor at the end of the Dockerfile. */
async function edit(host: Host, page: Page, folder: Parameters<typeof openEditor>[1]): Promise<Typing> {
  await page.goto(host.url);
  const window = new GantryWindow(page);
  await expect(window.containers).toBeVisible();
  await openEditor(window, folder);
  await window.dockerfile.click();
  await page.keyboard.press('Control+End');
  return { window, path: join(folder.path, 'Dockerfile') };
}

test.describe('unsaved text', () => {
  test.beforeEach(({ folder }) => folder.put({ Dockerfile: 'FROM busybox\n' }));

  const ways: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
    ['the window is closed', (page) => page.close({ runBeforeUnload: true })],
    ['the window goes elsewhere', (page) => page.goto('about:blank')],
  ];
  for (const [way, leave] of ways) {
    test(`is kept to its last letter though ${way} right after it`, async ({ host, context, folder }) => {
      for (let round = 0; round < rounds; round++) {
        const page = await context.newPage();
        const { path } = await edit(host, page, folder);
        const text = `LABEL round=${round}-${way.length}`;
        await page.keyboard.type(text);
        await leave(page);
        await expect.poll(() => draftOf(host.dataDir, path)).toContain(text);
        await page.close();
      }
    });
  }

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`is kept to its last letter though the host gets ${signal} right after it`, async ({
      lab,
      context,
      folder,
    }) => {
      for (let round = 0; round < Math.ceil(rounds / 3); round++) {
        const host = await startHost({ dockerHost: lab.dockerHost });
        const page = await context.newPage();
        const { path } = await edit(host, page, folder);
        const text = `LABEL round=${round}`;
        await page.keyboard.type(text);
        expect(await host.stop(signal, 'keep')).toBe(0);
        expect(draftOf(host.dataDir, path)).toContain(text);
        await expect(page.getByText('Gantry has ended')).toBeVisible();
        await page.close();
        await (await startHost({ dockerHost: lab.dockerHost, dataDir: host.dataDir })).stop();
      }
    });
  }

  test('is kept though window and host end together', async ({ lab, context, folder }) => {
    for (let round = 0; round < 3; round++) {
      const host = await startHost({ dockerHost: lab.dockerHost });
      const page = await context.newPage();
      const { path } = await edit(host, page, folder);
      await page.keyboard.type(`LABEL round=${round}`);
      const [code] = await Promise.all([host.stop('SIGTERM', 'keep'), page.close({ runBeforeUnload: true })]);
      expect(code).toBe(0);
      expect(draftOf(host.dataDir, path)).toContain(`LABEL round=${round}`);
      await (await startHost({ dockerHost: lab.dockerHost, dataDir: host.dataDir })).stop();
    }
  });
});

test.describe('two hosts on one folder', () => {
  test('the second says so, leads to the first, and writes nothing; once that is gone, one keeps again', async ({
    lab,
    page,
  }) => {
    const host = await startHost({ dockerHost: lab.dockerHost });
    const { dataDir } = host;
    const second = await startHost({ dockerHost: lab.dockerHost, dataDir });
    await page.goto(second.url);
    await expect(page.getByText('Another Gantry keeps its data in the same folder.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Open the other one' })).toHaveAttribute('href', host.url);
    const before = filesBelow(dataDir);
    await new GantryWindow(page).containers.getByRole('columnheader', { name: 'Name' }).click();
    expect(await second.stop('SIGTERM', 'keep')).toBe(0);
    expect(filesBelow(dataDir)).toEqual(before);

    expect(await host.stop('SIGKILL', 'keep')).toBe(null);
    const third = await startHost({ dockerHost: lab.dockerHost, dataDir });
    await page.goto(third.url);
    await expect(new GantryWindow(page).containers).toBeVisible();
    await expect(page.getByText('Nothing is kept')).toBeHidden();
    await third.stop();
  });
});

test.describe('the end in the middle of work', () => {
  test('loses nothing and leaves neither a process nor a file, ten times', async ({ lab, docker, context, folder }) => {
    test.setTimeout(480_000);
    await docker('run', '-d', '--name', 'web', 'busybox', 'sleep', '1000');
    const temp = join(folder.path, 'tmp');
    folder.put({ Dockerfile: 'FROM busybox\nRUN sleep 1000\n', 'tmp/.keep': '' });
    let dataDir: string | undefined;
    for (let round = 0; round < rounds; round++) {
      const host = await startHost({
        dockerHost: lab.dockerHost,
        env: { TMPDIR: temp },
        ...(dataDir === undefined ? {} : { dataDir }),
      });
      dataDir = host.dataDir;
      const page = await context.newPage();
      await page.goto(host.url);
      const window = new GantryWindow(page);
      await window.row('web').focus();
      await page.keyboard.press('e');
      await expect(window.shell('web').locator('.xterm-rows')).toContainText('#');
      await openEditor(window, folder);
      await window.dockerfile.click();
      await page.keyboard.press('Control+Enter');
      await expect(window.buildSteps.filter({ hasText: 'sleep' })).toContainText('running');
      await window.dockerfile.click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(`LABEL round=${round}`);
      const family = familyOf(host.pid);
      expect(await host.stop('SIGTERM', 'keep')).toBe(0);

      expect(stillRunning(family)).toEqual([]);
      expect(filesBelow(temp)).toEqual(['.keep']);
      expect(draftOf(dataDir, join(folder.path, 'Dockerfile'))).toContain(`LABEL round=${round}`);
      const { builds } = JSON.parse(readFileSync(join(dataDir, 'builds.json'), 'utf8'));
      expect(builds).toHaveLength(round + 1);
      expect(builds.at(-1)).toMatchObject({ state: 'cancelled' });
      const top = await docker('top', 'web', '-o', 'pid,args');
      expect(top.split('\n').slice(1)).toEqual([expect.stringContaining('sleep 1000')]);
      await expect.poll(() => docker('ps', '--format', '{{.Names}}')).toBe('web');
      await page.close();
    }
    expect(
      filesBelow(dataDir ?? '').filter((file) => !/^(builds|settings|shells|drafts.*)\.json$|^logs\//.test(file)),
    ).toEqual([]);
  });
});

import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openEditor, test } from './build-folder.ts';
import type { Host } from './host.ts';
import { draftOf, filesBelow } from './kept.ts';
import { GantryWindow } from './pages/window.ts';

/** Typed and gone at once, so often: a race that is lost now and then shows. An Electron starts for each of its own. */
const rounds = { browser: 10, electron: 4 } as const;
/** The same by each signal. */
const roundsBySignal = { browser: 4, electron: 2 } as const;

/** A window on a host, with the cursor at the end of the Dockerfile. */
async function edit(host: Host, page: Page, folder: Parameters<typeof openEditor>[1]): Promise<Page> {
  const window = new GantryWindow(await host.show(page));
  await expect(window.containers).toBeVisible();
  await openEditor(window, folder);
  await window.dockerfile.click();
  await window.page.keyboard.press('Control+End');
  return window.page;
}

test.describe('unsaved text', () => {
  test.beforeEach(({ folder }) => folder.put({ Dockerfile: 'FROM busybox\n' }));

  test('is kept to its last letter though the window is closed right after it', { tag: '@electron' }, async ({
    lab,
    start,
    hostKind,
    context,
    folder,
  }) => {
    let dataDir: string | undefined;
    for (let round = 0; round < rounds[hostKind]; round++) {
      const host = await start({ dockerHost: lab.dockerHost, ...(dataDir === undefined ? {} : { dataDir }) });
      ({ dataDir } = host);
      const page = await edit(host, await context.newPage(), folder);
      await page.keyboard.type(`LABEL round=${round}`);
      await host.closeWindow(page);
      await expect.poll(() => draftOf(host.dataDir, join(folder.path, 'Dockerfile'))).toContain(`round=${round}`);
      expect(await host.stop('SIGTERM', 'keep')).toBe(0);
    }
  });

  test('is kept to its last letter though the window goes elsewhere right after it', async ({
    host,
    hostKind,
    context,
    folder,
  }) => {
    for (let round = 0; round < rounds[hostKind]; round++) {
      const page = await edit(host, await context.newPage(), folder);
      await page.keyboard.type(`LABEL round=${round}`);
      await page.goto('about:blank');
      await expect.poll(() => draftOf(host.dataDir, join(folder.path, 'Dockerfile'))).toContain(`round=${round}`);
      await page.close();
    }
  });

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    test(`is kept to its last letter though the host gets ${signal} right after it`, { tag: '@electron' }, async ({
      lab,
      start,
      hostKind,
      context,
      folder,
    }) => {
      for (let round = 0; round < roundsBySignal[hostKind]; round++) {
        const host = await start({ dockerHost: lab.dockerHost });
        const page = await edit(host, await context.newPage(), folder);
        await page.keyboard.type(`LABEL round=${round}`);
        expect(await host.stop(signal, 'keep')).toBe(0);
        expect(draftOf(host.dataDir, join(folder.path, 'Dockerfile'))).toContain(`round=${round}`);
        // Electron's window is gone with it.
        if (hostKind === 'browser') await expect(page.getByText('Gantry has ended')).toBeVisible();
      }
    });
  }

  test('is kept though window and host end together', { tag: '@electron' }, async ({ lab, start, context, folder }) => {
    for (let round = 0; round < 3; round++) {
      const host = await start({ dockerHost: lab.dockerHost });
      const page = await edit(host, await context.newPage(), folder);
      await page.keyboard.type(`LABEL round=${round}`);
      // The window may be gone before its closing is answered.
      const closed = host.closeWindow(page).catch(() => undefined);
      expect(await host.stop('SIGTERM', 'keep')).toBe(0);
      await closed;
      expect(draftOf(host.dataDir, join(folder.path, 'Dockerfile'))).toContain(`round=${round}`);
    }
  });
});

test('of two hosts on one folder the second says so, leads to the first, and writes nothing; once that is gone, one keeps again', async ({
  lab,
  start,
  page,
}) => {
  const host = await start({ dockerHost: lab.dockerHost });
  const { dataDir } = host;
  const second = await start({ dockerHost: lab.dockerHost, dataDir });
  await page.goto(second.url);
  await expect(page.getByText('Another Gantry keeps its data in the same folder.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the other one' })).toHaveAttribute('href', host.url);
  const before = filesBelow(dataDir);
  await new GantryWindow(page).containers.getByRole('columnheader', { name: 'Name' }).click();
  expect(await second.stop('SIGTERM', 'keep')).toBe(0);
  expect(filesBelow(dataDir)).toEqual(before);

  expect(await host.stop('SIGKILL', 'keep')).toBe(null);
  const third = await start({ dockerHost: lab.dockerHost, dataDir });
  await page.goto(third.url);
  await expect(new GantryWindow(page).containers).toBeVisible();
  await expect(page.getByText('Nothing is kept')).toBeHidden();
});

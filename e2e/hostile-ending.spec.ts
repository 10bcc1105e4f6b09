import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, openEditor, test } from './build-folder.ts';
import { type Host, startHost } from './host.ts';
import { draftOf } from './kept.ts';
import { GantryWindow } from './pages/window.ts';

/** Typed and gone at once, so often: a race that is lost now and then shows. */
const rounds = 10;

interface Typing {
  readonly window: GantryWindow;
  /** Of the file that is edited. */
  readonly path: string;
}

test.describe('unsaved text', () => {
  test.beforeEach(({ folder }) => folder.put({ Dockerfile: 'FROM busybox\n' }));

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

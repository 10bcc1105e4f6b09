import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import tar from 'tar-stream';
import { test as base, expect } from './fixtures.ts';
import type { GantryWindow } from './pages/window.ts';

/** A folder to build, of one test. */
export interface BuildFolder {
  /** Absolute. */
  readonly path: string;
  /** Its last part, which is also the name of the image that Gantry proposes. */
  readonly name: string;
  /** Writes files, by path inside the folder. */
  put(files: Readonly<Record<string, string>>): void;
  read(file: string): string;
}

/** A Dockerfile with three steps that the cache can spare. */
export const plain = 'FROM busybox\nWORKDIR /app\nCOPY words.txt .\nRUN cat words.txt\n';

/** The tests of builds: with a folder, and without what an earlier test left of images. */
export const test = base.extend<{ folder: BuildFolder }>({
  // An empty pattern on purpose: Playwright reads the fixtures that are used from the pattern.
  folder: async ({}, use) => {
    const path = mkdtempSync(join(tmpdir(), 'gantry-e2e-build-'));
    await use({
      path,
      name: path.split('/').at(-1) ?? '',
      put: (files) => {
        for (const [name, text] of Object.entries(files)) {
          mkdirSync(dirname(join(path, name)), { recursive: true });
          writeFileSync(join(path, name), text);
        }
      },
      read: (file) => readFileSync(join(path, file), 'utf8'),
    });
    rmSync(path, { recursive: true, force: true });
  },
});

export { expect };

/** Has an engine with BuildKit build a Dockerfile as programs other than Gantry do: it gives the build a name of its own. */
export async function buildElsewhere(socket: string, tag: string, dockerfile: string): Promise<void> {
  const context = tar.pack();
  context.entry({ name: 'Dockerfile' }, dockerfile);
  context.finalize();
  const query = new URLSearchParams({ version: '2', t: tag });
  const headers = { 'Content-Type': 'application/x-tar' };
  const asked = request({ socketPath: socket, method: 'POST', path: `/build?${query}`, headers });
  context.pipe(asked);
  const [answer] = (await once(asked, 'response')) as [Readable];
  await answer.toArray();
}

/** Opens the editor of a folder by its address, as a bookmark does. */
export async function openEditor({ page, navigation, dockerfile }: GantryWindow, { path }: BuildFolder): Promise<void> {
  // The page that lets the window in is left at once: an address that is given to it goes with it.
  await expect(navigation).toBeVisible();
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/builds/${encodeURIComponent(path)}`,
  );
  await expect(dockerfile).toBeVisible();
}

/** Replaces the Dockerfile's text by typing. */
export async function retype({ page, dockerfile }: GantryWindow, text: string): Promise<void> {
  await dockerfile.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

/** Builds what is open with a tag, and waits for the given end. */
export async function build(gantry: GantryWindow, tag: string, end = 'Succeeded'): Promise<void> {
  const { page, dockerfile, buildForm } = gantry;
  await buildForm.getByLabel('Tag', { exact: true }).fill(tag);
  await dockerfile.click();
  const before = page.url();
  await page.keyboard.press('Control+Enter');
  await expect(page).not.toHaveURL(before);
  await expect(gantry.buildOf(tag)).toContainText(end, { timeout: 40_000 });
}

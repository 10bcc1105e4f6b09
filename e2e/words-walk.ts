import type { Locator, Page } from '@playwright/test';
import { en } from '../renderer/words/en.ts';
import { pseudo } from '../renderer/words/language/pseudo.ts';
import { expect, test } from './fixtures.ts';
import { cutOff, type Data, unworded } from './unworded.ts';

/** The words of the pseudo-language. */
export const other = pseudo(en);
const { sections, shell } = other;
/** Ids that lists show of what any engine has. */
export const shortId = /\b[0-9a-f]{12,}\b/g;
/** The container that the engine has. */
export const container = 'e2e-web';

export interface Screen {
  /** Opens it, from the first section; gives the part of the page that is looked at. */
  readonly show: (page: Page, docker: (...args: string[]) => Promise<string>) => Promise<Locator>;
  /** What it shows beside what any window does. */
  readonly data?: Data;
}

/**
 * Tests that all words of screens are the catalogue’s, and that there is room for longer ones: one test, which goes from
 * screen to screen in one window.
 */
export function walk(name: string, screens: Readonly<Record<string, Screen>>): void {
  test(`${name}: all words are the catalogue’s, and there is room for longer ones`, async ({
    gantry: { page },
    docker,
    lab,
  }) => {
    await docker('run', '-d', '--name', container, 'busybox', 'sh', '-c', 'echo hello; sleep 1000');
    await docker('volume', 'create', 'e2e-data');
    const version = await docker('version', '--format', '{{.Server.Version}}');
    for (const [name, { show, data = [] }] of Object.entries(screens)) {
      await test.step(name, async () => {
        await disguise(page);
        await expect(page.getByRole('row').filter({ hasText: container })).toBeVisible();
        const part = await show(page, docker);
        await isWorded(name, part, [container, 'busybox', lab.dockerHost, 'Docker', version, ...data]);
      });
    }
  });
}

/** Loads a window again from its first section, in the pseudo-language. */
export async function disguise(page: Page): Promise<void> {
  const address = new URL(page.url());
  address.searchParams.set('words', 'pseudo');
  address.hash = '';
  await page.goto(address.href);
}

/** Expects a part of a page to have no text past the catalogue, none that is cut off, and room for all. */
export async function isWorded(name: string, part: Locator, known: Data): Promise<void> {
  await expect(part.first()).toBeVisible();
  expect.soft(await unworded(part, known), `${name}: texts past the catalogue`).toEqual([]);
  expect.soft(await cutOff(part), `${name}: cut off`).toEqual([]);
  const isWide = await part.page().evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect.soft(isWide, `${name}: wider than the window`).toBe(false);
}

/** Opens a section, and gives it once a text is there. */
export async function openSection(page: Page, id: keyof typeof sections, text: string): Promise<Locator> {
  await page.evaluate((id) => window.location.assign(`#/${id}`), id);
  const main = page.getByRole('main', { name: sections[id].label, exact: true });
  await expect(main).toContainText(text);
  return main;
}

/** Opens the detail of what has this name in a section. */
export async function openDetail(page: Page, id: keyof typeof sections, name: string): Promise<Locator> {
  const main = await openSection(page, id, name);
  await main.getByRole('row').filter({ hasText: name }).first().getByRole('gridcell').first().click();
  return page.getByRole('complementary');
}

/** Opens the dock without anything in it. */
export async function openDock(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+`');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

/** Opens the log of the container in the dock. */
export async function openLog(page: Page): Promise<Locator> {
  await press(page, 'l');
  await expect(page.getByRole('log')).toContainText('hello');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

/** Opens a shell in the container in the dock, and gives that once it asks for a command. */
export async function openShell(page: Page): Promise<Locator> {
  await press(page, 'e');
  await expect(page.locator('.xterm-rows')).toContainText('#');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

/** Presses a verb's key on the container's row. */
export async function press(page: Page, key: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: container }).focus();
  await page.keyboard.press(key);
}

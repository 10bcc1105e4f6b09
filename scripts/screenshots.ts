import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Settings } from '../app/settings.ts';
import { startHost } from '../e2e/host.ts';
import { populateDemo } from '../e2e/lab/demo.ts';
import type { Shop } from '../e2e/lab/demo-shop.ts';
import { type Lab, startLab } from '../e2e/lab/lab.ts';
import { GantryWindow } from '../e2e/pages/window.ts';
import playwright from '../playwright.config.ts';
import { build } from './build.ts';
import { ensureDebian } from './debian.ts';
import { root } from './root.ts';

/** `npm run screenshots [-- --no-build]`: draws assets/screenshots/ anew from the real app on the demo's containers. */
const folder = join(root, 'assets/screenshots');
const themes = ['light', 'dark'] as const;

/** About 20 s at a sample a second: enough for the lines to look like lines. */
const samples = 20;

/** Typed into the shell, each after the one before has ended. */
const commands = ['cd /var/lib/db', 'ls -l', 'tail -n 2 journal', 'wget -q -O - http://web | tail -n 2'];

/** Room for a log that says something, and for all that the shell is told. */
const usual: Partial<Settings> = { dockHeight: 350 };

/** A list narrow enough to show its figures beside an open detail. */
const narrow: Partial<Settings> = {
  detailWidth: 426,
  lists: {
    containers: {
      hidden: ['id', 'image', 'project'],
      widths: { name: 140, state: 100, ports: 108, cpu: 117, memory: 76, age: 52 },
    },
  },
};

/** Takes one picture of the window as it is, in each theme. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Two frames: the terminal takes its colours over after the style sheet has.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const path = join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    console.log(path);
  }
}

/** Waits until the busiest row has been followed for a while. */
async function gatherSamples(page: Page): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      // Of each little chart's two paths the second is the line, with an `L` between its points.
      const lines = [...document.querySelectorAll('[role="row"] svg path + path:last-child')];
      return lines.some((line) => (line.getAttribute('d')?.split('L').length ?? 0) >= wanted);
    },
    samples,
    { timeout: 120_000, polling: 500 },
  );
}

/** The picture that README begins with: the list, the detail of one container, and the live log of another below. */
async function shootList(gantry: GantryWindow): Promise<void> {
  await gantry.row('gateway').focus();
  await gantry.page.keyboard.press('l');
  await gantry.log('gateway').getByText('request served').first().waitFor();
  const detail = await gantry.open('shop-web-1');
  await detail.getByText('healthy').first().waitFor();
  await gatherSamples(gantry.page);
  // Or the row shows its buttons in place of its figures.
  await detail.getByRole('tab', { name: 'Overview' }).click();
  await gantry.page.mouse.move(0, 0);
  await shoot(gantry.page, 'containers');
}

/** The editor of the demo's folder after a build that failed at one of its lines. */
async function shootEditor(gantry: GantryWindow, { buildFolder }: Shop): Promise<void> {
  const { page, dockerfile, buildForm } = gantry;
  // The editor gets all the room.
  await page.keyboard.press('Control+Backquote');
  await gantry.dock.waitFor({ state: 'hidden' });
  const file = join(buildFolder, 'Dockerfile');
  await writeFile(file, (await readFile(file, 'utf8')).replace('gzip -c', 'gzop -c'));
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    `#/builds/${encodeURIComponent(buildFolder)}`,
  );
  await buildForm.getByLabel('Tag', { exact: true }).fill('shop-web:1.5');
  await dockerfile.click();
  await page.keyboard.press('Control+Enter');
  await gantry.buildOf('shop-web:1.5').getByText('Failed').first().waitFor({ timeout: 120_000 });
  await page.mouse.move(0, 0);
  await shoot(page, 'editor');
}

async function shootLog(gantry: GantryWindow): Promise<void> {
  await gatherSamples(gantry.page);
  await gantry.row('gateway').focus();
  await gantry.page.keyboard.press('l');
  await gantry.log('gateway').getByText('request served').first().waitFor();
  await shoot(gantry.page, 'logs');
}

/** Waits until the shell has asked that many times. */
async function prompts(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const lines = [...document.querySelectorAll('.xterm-rows > div')];
    return lines.filter((line) => /^\/\S* #/.test(line.textContent ?? '')).length >= wanted;
  }, wanted);
}

async function shootShell(gantry: GantryWindow): Promise<void> {
  const { page } = gantry;
  await gantry.row('shop-db-1').focus();
  await page.keyboard.press('e');
  // What is typed ahead is echoed into the output before it.
  for (const [index, command] of commands.entries()) {
    await prompts(page, index + 1);
    await page.keyboard.type(`${command}\n`);
  }
  await prompts(page, commands.length + 1);
  await shoot(page, 'shell');
}

async function shootPalette(gantry: GantryWindow): Promise<void> {
  await gantry.row('gateway').focus();
  await gantry.page.keyboard.press('Control+k');
  await gantry.palette.getByRole('combobox').fill('shop');
  await gantry.palette.getByRole('option').first().waitFor();
  await shoot(gantry.page, 'palette');
  // Twice: what was typed goes first.
  await gantry.page.keyboard.press('Escape');
  await gantry.page.keyboard.press('Escape');
  await gantry.palette.waitFor({ state: 'hidden' });
}

interface WindowOptions {
  /** Made for the host and taken away with it. */
  readonly dataDir: string;
  readonly settings: Partial<Settings>;
  /** Gets what ends the host. */
  readonly ends: Ends;
}

type Ends = (() => Promise<unknown>)[];

/** A host of its own with these settings, and the window on it. */
async function openWindow(
  browser: Browser,
  lab: Lab,
  { dataDir, settings, ends }: WindowOptions,
): Promise<GantryWindow> {
  await mkdir(dataDir);
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings));
  const host = await startHost({ dockerHost: lab.dockerHost, dataDir });
  ends.push(() => host.stop());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, locale: 'en' });
  await page.goto(host.url);
  return new GantryWindow(page);
}

const { values: options } = parseArgs({ options: { 'no-build': { type: 'boolean' } } });
const { missing, reason } = await ensureDebian([{ name: 'chromium', binary: 'chromium' }], console.log);
if (missing.length > 0 && !process.env.CHROMIUM) throw new Error(`Screenshots need Chromium. ${reason ?? ''}`);
if (!options['no-build']) await build({ renderer: true, browser: true });
await mkdir(folder, { recursive: true });

/** What was started, to be ended in the opposite order whatever happens. */
const ends: Ends = [];
try {
  const lab = await startLab({ say: console.log });
  ends.push(() => lab.stop());
  const shop = await populateDemo(lab);
  const launched = playwright.use?.launchOptions;
  // Grey letters instead of coloured fringes: they look right on every screen.
  const browser = await chromium.launch({ ...launched, args: [...(launched?.args ?? []), '--disable-lcd-text'] });
  ends.push(() => browser.close());
  const list = await openWindow(browser, lab, { dataDir: join(lab.dir, 'narrow'), settings: narrow, ends });
  const rest = await openWindow(browser, lab, { dataDir: join(lab.dir, 'usual'), settings: usual, ends });
  await shootList(list);
  await shootLog(rest);
  await shootShell(rest);
  await shootPalette(rest);
  await shootEditor(rest, shop);
} finally {
  for (const end of ends.toReversed()) await end().catch((error: unknown) => console.error(error));
}

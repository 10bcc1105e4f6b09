import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { en } from '../renderer/words/en.ts';
import { pseudo } from '../renderer/words/language/pseudo.ts';
import { expect, test } from './fixtures.ts';
import { cutOff, type Data, unworded } from './unworded.ts';

const other = pseudo(en);
const { connections, sections, shell, settings } = other;
/** What lists show of what any engine has. */
const shortId = /\b[0-9a-f]{12,}\b/g;
// The names of options first: names of networks are parts of them.
const networks: Data = [/com\.docker\.\S+/g, 'bridge', 'host', 'null', 'none', 'local', shortId];
/** The container that the engine has. */
const container = 'e2e-web';

interface Screen {
  /** Opens it, from the first section; gives the part of the page that is looked at. */
  readonly show: (page: Page) => Promise<Locator>;
  /** What it shows beside what any window does. */
  readonly data?: Data;
}

/** Every screen, dialog and menu that there is. */
const screens: Readonly<Record<string, Screen>> = {
  'the window': { show: async (page) => page.locator(':has(> main) > :not(main)') },
  'the engine switcher': { show: openEngines },
  'the palette': {
    show: openPalette,
    data: [shortId, 'latest', 'bridge', 'null', 'host', 'none', 'e2e-data', 'local'],
  },
  'the shortcuts': { show: openShortcuts },
  'the settings': { show: openSettings, data: [/linux\S*/g] },
  'the question before kept logs are deleted': { show: askToDelete },
  'the page about the engine': {
    show: (page) => openSection(page, 'system', other.system.machine.title),
    // What it warns of is the engine's own sentence, as the machine is set up.
    data: [/.* is disabled|No .* support/g],
  },
  'the page about the disk': { show: (page) => openSection(page, 'disk', other.disk.parts.logs) },
  'the empty dock': { show: openDock },
  'the form that opens a shell': {
    show: openShellForm,
    data: ['bash', ' sh', 'ash (/bin/ash)', 'sh (/bin/sh)', /docker exec .*/g],
  },
  'the question before attaching': { show: askToAttach },
  'the form that opens a debug shell': { show: openDebugForm, data: [/docker .*/g] },
  'the shells that run': { show: openSessions, data: ['sh'] },
  'a shell in the dock': { show: openShell },
  'the form that types into several shells': { show: openBroadcast },
  'a shell that others hear': { show: startBroadcast },
  'the form of a snippet': { show: openSnippet },
  'the form that records a shell': { show: openRecord, data: [/\/\S+/g] },
  'a recording that is played': { show: playRecorded, data: [/\S+\.cast/g, '#'] },
  'a shell that has ended': { show: endShell },
  'the menu of a tab and its pane': { show: openTabMenu },
  'the form of the name of a tab': { show: openTabName },
  'the search in a shell': { show: findInShell },
  'the menu of a shell': { show: openShellMenu },
  'the list of containers': { show: async (page) => page.getByRole('main') },
  'the list of images': { show: (page) => openSection(page, 'images', 'busybox'), data: ['latest', shortId] },
  'the list of volumes': { show: (page) => openSection(page, 'volumes', 'e2e-data'), data: ['e2e-data', 'local'] },
  'the list of networks': { show: (page) => openSection(page, 'networks', 'bridge'), data: networks },
  'the history of builds': { show: (page) => openSection(page, 'builds', sections.builds.label) },
  'the list of Compose projects': { show: (page) => openSection(page, 'compose', sections.compose.label) },
  'the list of tasks': { show: (page) => openSection(page, 'activity', sections.activity.label) },
  'the list of connections': { show: (page) => openSection(page, 'connections', connections.sources.DOCKER_HOST) },
  'a connection': {
    show: (page) => openDetail(page, 'connections', 'Docker'),
    data: [/linux\/\S+/g, /\b1\.\d\d\b/g],
  },
  'the test of a connection': {
    show: openTest,
    data: ['+dfsg', /linux\/\S+/g, /\b1\.\d\d\b/g, /\/\S+\.sock/g],
  },
  'the form of a new connection': {
    show: openConnectionForm,
    data: ['build.example.com:2376', /\/home\/me\/certs\/\w+\.pem/g],
  },
  'the form of a connection that was found': { show: openFoundForm },
  'a container': { show: (page) => openDetail(page, 'containers', container), data: [shortId, 'bridge', /sh -c .*/g] },
  'an image': { show: (page) => openDetail(page, 'images', 'busybox'), data: ['latest', 'PATH', shortId] },
  'a volume': { show: (page) => openDetail(page, 'volumes', 'e2e-data'), data: ['e2e-data', 'local'] },
  'a network': { show: (page) => openDetail(page, 'networks', 'bridge'), data: networks },
  'the menu on a container': { show: openRowMenu },
  'the form that runs a container': { show: openRun, data: ['nginx', /sh -c .*/g] },
  'a log in the dock': { show: openLog, data: ['hello'] },
};

/** Opens a section, and gives it once a text is there. */
async function openSection(page: Page, id: keyof typeof sections, text: string): Promise<Locator> {
  await page.evaluate((id) => window.location.assign(`#/${id}`), id);
  const main = page.getByRole('main', { name: sections[id].label, exact: true });
  await expect(main).toContainText(text);
  return main;
}

async function openEngines(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: shell.engine.title }).click();
  return page.getByRole('menu');
}

async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  return page.getByRole('dialog', { name: other.ui.palette.title });
}

async function openShortcuts(page: Page): Promise<Locator> {
  await page.keyboard.press('?');
  return page.getByRole('dialog', { name: shell.shortcuts.title });
}

/** Opens the detail of what has this name in a section. */
async function openDetail(page: Page, id: keyof typeof sections, name: string): Promise<Locator> {
  const main = await openSection(page, id, name);
  await main.getByRole('row').filter({ hasText: name }).first().getByRole('gridcell').first().click();
  return page.getByRole('complementary');
}

async function openTest(page: Page): Promise<Locator> {
  const detail = await openDetail(page, 'connections', 'Docker');
  await detail.getByRole('tab', { name: other.reach.tab, exact: true }).click();
  await expect(detail.getByRole('status', { name: other.reach.outcome })).toHaveText(other.reach.reached);
  return detail;
}

async function openConnectionForm(page: Page): Promise<Locator> {
  const main = await openSection(page, 'connections', connections.sources.DOCKER_HOST);
  await main.getByRole('button', { name: connections.add.button, exact: true }).click();
  const form = page.getByRole('dialog', { name: connections.form.addTitle, exact: true });
  await form.getByRole('radio', { name: connections.form.kinds.tls, exact: true }).check();
  return form;
}

async function openFoundForm(page: Page): Promise<Locator> {
  const main = await openSection(page, 'connections', connections.sources.DOCKER_HOST);
  await main.getByRole('row').filter({ hasText: 'Docker' }).first().focus();
  await page.keyboard.press('e');
  return page.getByRole('dialog');
}

async function openRowMenu(page: Page): Promise<Locator> {
  await page.getByRole('gridcell').filter({ hasText: container }).click({ button: 'right' });
  return page.getByRole('menu');
}

/** As for the same container again: the form is filled in. */
async function openRun(page: Page): Promise<Locator> {
  await press(page, 'n');
  return page.getByRole('dialog');
}

async function openLog(page: Page): Promise<Locator> {
  await press(page, 'l');
  await expect(page.getByRole('log')).toContainText('hello');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

/** With a log that is kept. */
async function openSettings(page: Page): Promise<Locator> {
  await openLog(page);
  const main = await openSection(page, 'settings', settings.about.title);
  await expect(main.getByRole('list', { name: settings.logs.kept })).toContainText(container);
  return main;
}

async function askToDelete(page: Page): Promise<Locator> {
  const main = await openSettings(page);
  await main.getByRole('button', { name: settings.logs.deleteAll }).click();
  return page.getByRole('alertdialog');
}

async function openDock(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+`');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

async function askToAttach(page: Page): Promise<Locator> {
  await page.getByRole('row', { name: container }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: other.containers.attaching.label }).click();
  return page.getByRole('alertdialog');
}

async function openDebugForm(page: Page): Promise<Locator> {
  await page.getByRole('row', { name: container }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: other.debug.command }).click();
  return page.getByRole('dialog');
}

async function openSessions(page: Page): Promise<Locator> {
  await openShell(page);
  const main = await openSection(page, 'activity', sections.activity.label);
  return main.getByRole('region', { name: other.activity.sessions.title });
}

async function openShellForm(page: Page): Promise<Locator> {
  await press(page, 'Shift+E');
  const form = page.getByRole('dialog');
  await expect(form.getByRole('option')).toHaveCount(4);
  return form;
}

async function openShell(page: Page): Promise<Locator> {
  await press(page, 'e');
  await expect(page.locator('.xterm-rows')).toContainText('#');
  return page.getByRole('region', { name: shell.dock.title, exact: true });
}

async function openBroadcast(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await press(page, 'e');
  await expect(dock.getByRole('tab').nth(1)).toHaveAttribute('aria-selected', 'true');
  // It takes the focus once it is drawn.
  await expect(page.locator('.xterm textarea')).toBeFocused();
  await press(page, 'd');
  await page.keyboard.press('t');
  return page.getByRole('dialog', { name: other.typing.broadcast.title });
}

async function startBroadcast(page: Page): Promise<Locator> {
  const form = await openBroadcast(page);
  await form.getByRole('button', { name: other.typing.broadcast.start, exact: true }).click();
  const dock = page.getByRole('region', { name: shell.dock.title, exact: true });
  await expect(dock).toContainText(other.typing.broadcast.on({ count: 2 }));
  return dock;
}

async function openSnippet(page: Page): Promise<Locator> {
  const main = await openSection(page, 'settings', settings.about.title);
  await main.getByRole('button', { name: other.typing.snippets.add, exact: true }).click();
  return page.getByRole('dialog', { name: other.typing.snippets.addTitle });
}

async function openRecord(page: Page): Promise<Locator> {
  await openShell(page);
  await press(page, 'd');
  await page.keyboard.press('c');
  return page.getByRole('dialog', { name: other.recordings.form.title({ name: container }) });
}

async function playRecorded(page: Page): Promise<Locator> {
  const form = await openRecord(page);
  const folder = await mkdtemp(join(tmpdir(), 'gantry-words-'));
  await form.getByRole('textbox', { name: other.recordings.form.file }).fill(join(folder, 'words.cast'));
  await form.getByRole('button', { name: other.recordings.form.verb, exact: true }).click();
  await page.getByRole('button', { name: other.recordings.stop, exact: true }).click();
  await page.getByRole('button', { name: other.recordings.playIt, exact: true }).click();
  const shown = page.getByRole('region', { name: other.recordings.player.title({ name: 'words.cast' }) });
  await expect(shown.getByRole('slider')).toBeVisible();
  await rm(folder, { recursive: true });
  return shown;
}

async function openTabMenu(page: Page): Promise<Locator> {
  const dock = await openLog(page);
  await dock.getByRole('button', { name: other.dock.menu }).click();
  return page.getByRole('menu');
}

async function openTabName(page: Page): Promise<Locator> {
  const dock = await openLog(page);
  await dock.getByRole('tab').press('F2');
  return page.getByRole('dialog');
}

async function findInShell(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('no such thing');
  await expect(dock.getByRole('search')).toContainText(other.terminal.find.none);
  return dock;
}

async function openShellMenu(page: Page): Promise<Locator> {
  await openShell(page);
  await page.keyboard.press('Shift+F10');
  return page.getByRole('menu');
}

async function endShell(page: Page): Promise<Locator> {
  const dock = await openShell(page);
  await page.keyboard.type('exit 5\n');
  await expect(dock).toContainText(other.terminal.ended({ code: 5 }));
  return dock;
}

/** Presses a verb's key on the container's row. */
async function press(page: Page, key: string): Promise<void> {
  await page.getByRole('row').filter({ hasText: container }).focus();
  await page.keyboard.press(key);
}

// On an engine of its own: what other tests have left there is no word of the catalogue either.
test.use({ labOptions: {} });

test.describe('in another language', () => {
  test.beforeEach(async ({ gantry: { page } }) => {
    const address = new URL(page.url());
    address.searchParams.set('words', 'pseudo');
    await page.goto(address.href);
  });

  test('choices are named in it and do the same', async ({ gantry: { page } }) => {
    await page.getByRole('link', { name: other.sections.settings.label }).click();
    const { title, theme, density } = other.settings.appearance;
    const look = page.getByRole('region', { name: title, exact: true });
    await look
      .getByRole('radiogroup', { name: theme.label, exact: true })
      .getByRole('radio', { name: theme.dark })
      .check();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(look.getByRole('radiogroup', { name: density.label, exact: true })).toBeVisible();
  });

  test('a failure is told in it, with the names that it has in any', async ({ gantry: { page }, docker }) => {
    await docker('volume', 'create', 'taken.volume');
    const address = new URL(page.url());
    address.hash = '#/volumes';
    await page.goto(address.href);
    const { common, volumes, parts, lists } = other;
    await page
      .getByRole('region', { name: lists.of.volumes.list, exact: true })
      .getByRole('button', { name: common.openCreate, exact: true })
      .click();
    const dialog = page.getByRole('dialog', { name: volumes.creation.title, exact: true });
    await dialog.getByLabel(parts.fields.name, { exact: true }).fill('taken.volume');
    await dialog.getByRole('button', { name: common.create, exact: true }).click();
    const worded = other.problems['volume-exists'];
    if (typeof worded !== 'function') throw new Error('it names nothing');
    const sentence = worded({ name: 'taken.volume' });
    expect(sentence).toContain('taken.volume');
    await expect(dialog).toContainText(sentence);
    await docker('volume', 'rm', 'taken.volume');
  });

  for (const [name, { show, data = [] }] of Object.entries(screens)) {
    test(`${name}: all words are the catalogue’s, and there is room for longer ones`, async ({
      gantry: { page },
      docker,
      lab,
    }) => {
      await docker('run', '-d', '--name', container, 'busybox', 'sh', '-c', 'echo hello; sleep 1000');
      await docker('volume', 'create', 'e2e-data');
      const version = await docker('version', '--format', '{{.Server.Version}}');
      await expect(page.getByRole('row').filter({ hasText: container })).toBeVisible();
      const part = await show(page);
      await expect(part.first()).toBeVisible();
      const known = [container, 'busybox', lab.dockerHost, 'Docker', version, ...data];
      expect(await unworded(part, known), 'texts past the catalogue').toEqual([]);
      expect(await cutOff(part), 'cut off').toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    });
  }
});

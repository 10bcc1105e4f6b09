import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { Data } from './unworded.ts';
import {
  container,
  disguise,
  isWorded,
  openDetail,
  openDock,
  openLog,
  openSection,
  other,
  press,
  shortId,
  walk,
} from './words-walk.ts';

const { connections, sections, shell, settings } = other;
// The names of options first: names of networks are parts of them.
const networks: Data = [/com\.docker\.\S+/g, 'bridge', 'host', 'null', 'none', 'local', shortId];

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

/** What an edit would change: nothing yet. */
async function openEdit(page: Page): Promise<Locator> {
  await press(page, 'Shift+N');
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: other.edits.review, exact: true }).click();
  await expect(form.getByText(other.edits.none)).toBeVisible();
  return form;
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

async function openShellForm(page: Page): Promise<Locator> {
  await press(page, 'Shift+E');
  const form = page.getByRole('dialog');
  await expect(form.getByRole('option')).toHaveCount(4);
  return form;
}

async function openSnippet(page: Page): Promise<Locator> {
  const main = await openSection(page, 'settings', settings.about.title);
  await main.getByRole('button', { name: other.typing.snippets.add, exact: true }).click();
  return page.getByRole('dialog', { name: other.typing.snippets.addTitle });
}

async function openColumns(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: other.ui.columns.title, exact: true }).click();
  return page.getByRole('menu');
}

async function openChooser(page: Page, id: 'builds' | 'compose', title: string): Promise<Locator> {
  const main = await openSection(page, id, sections[id].label);
  const open = id === 'builds' ? other.builds.history.openFolder : other.compose.list.openFile;
  await main.getByRole('button', { name: open, exact: true }).first().click();
  const chooser = page.getByRole('dialog', { name: title, exact: true });
  await expect(chooser.getByRole('listbox').or(chooser.getByText(other.folders.empty))).toBeVisible();
  return chooser;
}

async function failToStart(page: Page, docker: (...args: string[]) => Promise<string>): Promise<Locator> {
  await docker('create', '--name', 'e2e-broken', 'busybox', 'no-such-command');
  await page.getByRole('row').filter({ hasText: 'e2e-broken' }).focus();
  await page.keyboard.press('Shift+S');
  const notices = page.getByRole('region', { name: other.ui.notices, exact: true });
  await expect(notices.getByRole('alert')).toBeVisible();
  return notices;
}

/** Adds one that is only written down. */
async function addConnection(page: Page): Promise<Locator> {
  const form = await openConnectionForm(page);
  await form.getByRole('radio', { name: connections.form.kinds.ssh, exact: true }).check();
  await form.getByLabel(other.common.name, { exact: true }).fill('Build');
  await form.getByLabel(connections.form.address.ssh, { exact: true }).fill('me@build.invalid');
  await page.keyboard.press('Enter');
  await expect(form).toHaveCount(0);
  return page.getByRole('main').getByRole('row').filter({ hasText: 'Build' });
}

async function openHandover(page: Page): Promise<Locator> {
  const row = await addConnection(page);
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: connections.handover.verbs.docker }).click();
  return page.getByRole('dialog');
}

/** The one that the form before has left. */
async function removeConnection(page: Page): Promise<Locator> {
  const main = await openSection(page, 'connections', 'Build');
  await main.getByRole('row').filter({ hasText: 'Build' }).focus();
  await page.keyboard.press('Delete');
  const notices = page.getByRole('region', { name: other.ui.notices, exact: true });
  await expect(notices.getByRole('button', { name: other.common.undo, exact: true })).toBeVisible();
  return notices;
}

// On an engine of its own: what other tests have left there is no word of the catalogue either.
test.use({ labOptions: {} });

test.describe('in another language', () => {
  test.beforeEach(async ({ gantry: { page } }) => disguise(page));

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

  walk('the window', {
    'the window': { show: async (page) => page.locator(':has(> main) > :not(main)') },
    'the engine switcher': { show: openEngines },
    'the palette': {
      show: openPalette,
      data: [shortId, 'latest', 'bridge', 'null', 'host', 'none', 'e2e-data', 'local'],
    },
    'the shortcuts': { show: openShortcuts },
    'the empty dock': { show: openDock },
    'the page about the engine': {
      show: (page) => openSection(page, 'system', other.system.machine.title),
      // What it warns of is the engine's own sentence, as the machine is set up.
      data: [/.* is disabled|No .* support/g],
    },
    'the page about the disk': { show: (page) => openSection(page, 'disk', other.disk.parts.logs) },
  });

  walk('lists', {
    'the list of containers': { show: async (page) => page.getByRole('main') },
    'the list of images': { show: (page) => openSection(page, 'images', 'busybox'), data: ['latest', shortId] },
    'the list of volumes': { show: (page) => openSection(page, 'volumes', 'e2e-data'), data: ['e2e-data', 'local'] },
    'the list of networks': { show: (page) => openSection(page, 'networks', 'bridge'), data: networks },
    'what all use': { show: (page) => openSection(page, 'stats', container) },
    'the history of builds': { show: (page) => openSection(page, 'builds', sections.builds.label) },
    'the list of Compose projects': { show: (page) => openSection(page, 'compose', sections.compose.label) },
    'the list of tasks': { show: (page) => openSection(page, 'activity', sections.activity.label) },
    'the columns of a list': { show: openColumns },
    'the chooser of a folder': {
      show: (page) => openChooser(page, 'builds', other.folders.title),
      data: [/\S*\/\S*/g],
    },
    'the chooser of a file': {
      show: (page) => openChooser(page, 'compose', other.compose.commands.openFile),
      data: [/\S*\/\S*/g],
    },
  });

  walk('details and forms', {
    'a container': {
      show: (page) => openDetail(page, 'containers', container),
      data: [shortId, 'bridge', /sh -c .*/g],
    },
    'an image': { show: (page) => openDetail(page, 'images', 'busybox'), data: ['latest', 'PATH', shortId] },
    'a volume': { show: (page) => openDetail(page, 'volumes', 'e2e-data'), data: ['e2e-data', 'local'] },
    'a network': { show: (page) => openDetail(page, 'networks', 'bridge'), data: networks },
    'the menu on a container': { show: openRowMenu },
    'the form that runs a container': { show: openRun, data: ['nginx', /sh -c .*/g] },
    'what an edit of a container changes': { show: openEdit },
    'the form that opens a shell': {
      show: openShellForm,
      data: ['bash', ' sh', 'ash (/bin/ash)', 'sh (/bin/sh)', /docker exec .*/g],
    },
    'the question before attaching': { show: askToAttach },
    'the form that opens a debug shell': { show: openDebugForm, data: [/docker .*/g] },
    'what went wrong': { show: failToStart, data: ['e2e-broken'] },
  });

  walk('connections', {
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
    'the form that saves a connection as a context': { show: openHandover, data: ['Build', /docker context .*/g] },
    'what went well': { show: removeConnection, data: ['Build'] },
  });

  walk('settings', {
    'the form of a snippet': { show: openSnippet },
    'the settings': { show: openSettings, data: [/linux\S*/g] },
    'the question before kept logs are deleted': { show: askToDelete },
  });

  test('an engine that is away, and a window whose host has ended, say so in it', async ({
    hostOn,
    show,
    hostKind,
  }) => {
    const nowhere = 'unix:///run/gantry-nowhere/docker.sock';
    const host = await hostOn(nowhere);
    const page = await show(host);
    await disguise(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await isWorded('an engine that is away', page.getByRole('main'), [nowhere, 'Docker']);
    expect(hostKind).toBe('browser');
    await host.stop('SIGTERM', 'keep');
    await expect(page.getByText(shell.host.ended, { exact: true })).toBeVisible();
    await isWorded('a host that has ended', page.locator('body'), [nowhere, 'Docker']);
  });
});

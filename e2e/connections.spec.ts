import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { findingsInEveryLook } from './axe.ts';
import { test as base, expect } from './fixtures.ts';
import type { Lab } from './lab/lab.ts';

/** The configuration of the docker CLI and of Podman that a host finds, in a folder of the test's own. */
class Config {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  get env() {
    return { DOCKER_CONFIG: this.dir, PODMAN_CONNECTIONS_CONF: join(this.dir, 'podman-connections.json') };
  }

  metaOf(name: string): string {
    return join(this.dir, 'contexts/meta', createHash('sha256').update(name).digest('hex'), 'meta.json');
  }

  /** Writes a context as the docker CLI does. */
  async context(name: string, address: string): Promise<void> {
    const path = this.metaOf(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker: { Host: address } } }));
  }

  /** Writes Podman's connections. */
  async podman(connections: Readonly<Record<string, string>>): Promise<void> {
    const named = Object.entries(connections).map(([name, URI]) => [name, { URI, Identity: '/key', IsMachine: true }]);
    const path = this.env.PODMAN_CONNECTIONS_CONF;
    await writeFile(path, JSON.stringify({ Connection: { Connections: Object.fromEntries(named) } }));
  }
}

interface Fixtures {
  readonly config: Config;
  /** A host that knows the lab's engine and what the configuration names, and its window at the connections. */
  readonly connections: Locator;
}

const test = base.extend<Fixtures>({
  config: async ({}, use) => {
    const dir = await mkdtemp(join(tmpdir(), 'connections-'));
    await use(new Config(dir));
    await rm(dir, { recursive: true, force: true });
  },
  host: async ({ lab, hostOn, config }, use) => use(await hostOn(lab.dockerHost, { env: config.env })),
  connections: async ({ gantry: { page } }, use) => use(await openConnections(page)),
});

async function openConnections(page: Page): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
  const grid = page.getByRole('grid', { name: 'Connections' });
  await expect(rowOf(grid, 'Docker')).toBeVisible();
  return grid;
}

function rowOf(grid: Locator, name: string): Locator {
  return grid.getByRole('row', {
    name: new RegExp(`^${name} (not connected|connected|connecting|not reachable|switched off)$`),
  });
}

/** The names in the list, in its order. */
async function names(grid: Locator): Promise<string[]> {
  return grid.locator('[role=row][data-key] [role=gridcell]:first-of-type').allInnerTexts();
}

/** Where a second engine of the lab's is reached: another way to the same. */
function addressOf({ socket }: Lab): string {
  return `unix://${dirname(socket)}/./${socket.slice(dirname(socket).length + 1)}`;
}

test.describe('connections', () => {
  test('are added, changed, moved, switched off and removed by keyboard alone', {
    tag: '@electron',
  }, async ({ connections: grid, gantry: { page, engine } }) => {
    const dialog = page.getByRole('dialog');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('add connection');
    await page.keyboard.press('Enter');
    await expect(dialog.getByLabel('Name')).toBeFocused();
    // Wrong input first.
    await page.keyboard.type('Docker');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('docker.sock');
    await expect(dialog.getByText('Write the whole path')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('ssh://me@build.example.com');
    await expect(dialog.getByRole('radio', { name: 'SSH' })).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('Another connection has this name')).toBeVisible();
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Build');
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(rowOf(grid, 'Build')).toContainText('ssh://me@build.example.com');

    await rowOf(grid, 'Build').focus();
    await page.keyboard.press('[');
    await expect.poll(() => names(grid)).toEqual(['Build', 'Docker']);
    await expect(rowOf(grid, 'Build')).toBeFocused();
    await page.keyboard.press('e');
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('er');
    await dialog.getByRole('radio', { name: 'Grey' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(dialog.getByRole('radio', { name: 'Blue' })).toBeChecked();
    await dialog.getByLabel('Guard').press('r');
    await expect(dialog.getByLabel('Guard')).toHaveValue('read-only');
    await dialog.getByLabel('Name').press('Enter');
    await expect(rowOf(grid, 'Builder')).toContainText('Read-only');
    await rowOf(grid, 'Builder').focus();
    await page.keyboard.press('s');
    await expect(rowOf(grid, 'Builder')).toContainText('switched off');
    await page.keyboard.press('Shift+S');
    await expect(rowOf(grid, 'Builder')).toContainText('not connected');
    await page.keyboard.press('Delete');
    await expect(rowOf(grid, 'Builder')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).press('Enter');
    await expect.poll(() => names(grid)).toEqual(['Builder', 'Docker']);
    await expect(rowOf(grid, 'Builder')).toContainText('Read-only');
    await expect(engine).toHaveAccessibleName(/connected/);
  });

  test('are there again after a restart', async ({ hostOn, show, page, lab, config }) => {
    const host = await hostOn(lab.dockerHost, { env: config.env });
    await openConnections(await show(host));
    await page.getByRole('button', { name: 'Add…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Build');
    await dialog.getByRole('radio', { name: 'SSH' }).check();
    await dialog.getByLabel('Destination').fill('me@build');
    await dialog.getByRole('radio', { name: 'Teal' }).check();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await page.goto('about:blank');
    expect(await host.stop('SIGTERM', 'keep')).toBe(0);
    const next = await hostOn(lab.dockerHost, { env: config.env, dataDir: host.dataDir });
    const grid = await openConnections(await show(next));
    await expect(rowOf(grid, 'Build')).toContainText('ssh://me@build');
    await page.goto('about:blank');
  });

  test('of contexts and of Podman come, change and go while the window is open, and nobody writes their files', {
    tag: '@electron',
  }, async ({ connections: grid, gantry: { page, engine }, config, lab }) => {
    await config.context('work', 'tcp://127.0.0.1:9');
    await expect(rowOf(grid, 'work')).toContainText('Docker context');
    await config.podman({ 'podman-machine-default': 'ssh://core@127.0.0.1:9/run/podman/podman.sock' });
    await expect(rowOf(grid, 'podman-machine-default')).toContainText('Podman connection');
    const before = await readFile(config.metaOf('work'), 'utf8');

    await rowOf(grid, 'work').focus();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: 'Edit work' });
    await expect(dialog.getByText('Docker context')).toBeVisible();
    await dialog.getByLabel('Name').fill('Office');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(rowOf(grid, 'Office')).toBeVisible();
    await page.keyboard.press('Delete');
    await expect(page.getByRole('alert')).toContainText('Switch it off instead');
    expect(await readFile(config.metaOf('work'), 'utf8')).toBe(before);
    expect((await readdir(config.dir)).toSorted()).toEqual(['contexts', 'podman-connections.json']);

    // It is looked at when it goes: the window looks at another one.
    await config.context('here', addressOf(lab));
    await engine.click();
    await page.getByRole('menuitemcheckbox', { name: /^Office/ }).click();
    await expect(engine).toHaveAccessibleName(/^Engine Office/);
    await rm(dirname(config.metaOf('work')), { recursive: true });
    await expect(rowOf(grid, 'Office')).toHaveCount(0);
    await expect(engine).toHaveAccessibleName(/^Engine Docker .*connected$/);
  });

  test('are saved as a context of the docker command when a person asks for it', async ({
    connections: grid,
    gantry: { page },
    config,
  }) => {
    await page.getByRole('button', { name: 'Add…' }).click();
    const adding = page.getByRole('dialog', { name: 'Add connection' });
    await adding.getByLabel('Name').fill('Build it');
    await adding.getByRole('radio', { name: 'SSH' }).check();
    await adding.getByLabel('Destination').fill('me@build');
    await page.keyboard.press('Enter');
    await config.context('taken', 'tcp://127.0.0.1:9');
    await expect(rowOf(grid, 'Build it')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('docker context');
    await expect(page.getByRole('option', { name: /^Save as a Docker context… Build it/ })).toBeVisible();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Save Build it as a Docker context' });
    const name = dialog.getByLabel('Name of the context');
    await expect(name).toHaveValue('Build-it');
    // Wrong input first.
    await name.fill('-');
    await expect(dialog.getByText('a letter or digit first')).toBeVisible();
    await name.fill('taken');
    await expect(dialog.getByText('This name is taken there')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await name.fill('builder');
    await expect(dialog.getByText('docker context create builder --docker host=ssh://me@build')).toBeVisible();
    await expect(dialog.getByText(config.metaOf('builder'))).toBeVisible();
    expect(await findingsInEveryLook(page)).toEqual([]);
    await name.press('Enter');
    await expect(dialog).toHaveCount(0);
    expect(JSON.parse(await readFile(config.metaOf('builder'), 'utf8'))).toMatchObject({
      Name: 'builder',
      Endpoints: { docker: { Host: 'ssh://me@build' } },
    });
    await expect(rowOf(grid, 'Build it')).toContainText('Added here');
  });

  test('that cannot be reached say why, with a next step, and the way to try again', async ({
    connections: grid,
    gantry: { page, engine },
    config,
  }) => {
    await config.context('dead', 'tcp://127.0.0.1:9');
    await expect(rowOf(grid, 'dead')).toBeVisible();
    await engine.click();
    await page.getByRole('menuitemcheckbox', { name: /^dead/ }).click();
    await expect(rowOf(grid, 'dead')).toContainText('not reachable');
    await rowOf(grid, 'dead').focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary', { name: 'dead' });
    await expect(detail.getByRole('alert')).toContainText('Nothing listens at this address');
    await detail.getByRole('alert').getByRole('button', { name: 'Try now' }).click();
    await expect(detail).toContainText(config.metaOf('dead').slice(-20));
    await page.keyboard.press('Escape');
    await expect(detail).toHaveCount(0);
    await expect(rowOf(grid, 'dead')).toBeFocused();
  });

  test('are the same in every window', async ({ connections: grid, gantry: { page }, host, context }) => {
    const other = await context.newPage();
    await other.goto(host.url);
    const elsewhere = await openConnections(other);
    await page.getByRole('button', { name: 'Add…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Second');
    await dialog.getByRole('radio', { name: 'TCP', exact: true }).check();
    await dialog.getByLabel('Host and port').fill('127.0.0.1:9');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(rowOf(elsewhere, 'Second')).toBeVisible();
    await rowOf(elsewhere, 'Second').focus();
    await other.keyboard.press('Delete');
    await expect(rowOf(grid, 'Second')).toHaveCount(0);
    await other.close();
  });

  test('a hundred of which ninety do not answer stay usable', async ({ connections: grid, gantry, config, lab }) => {
    const { page, engine } = gantry;
    // Takes the call and says nothing.
    const mute: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const hosts = Array.from({ length: 90 }, (_, at) => `tcp://127.0.${at}.1:${at % 2 === 0 ? port : 9}`);
    await Promise.all(hosts.map((host, at) => config.context(`dead-${String(at).padStart(2, '0')}`, host)));
    await expect(page.getByText('91 connections, 91 on')).toBeVisible();
    await engine.click();
    await page.getByRole('menuitemcheckbox', { name: /^dead-00/ }).click();
    await expect(engine).toHaveAccessibleName(/^Engine dead-00/);
    await page.getByRole('searchbox', { name: 'Filter connections' }).fill('dead-4');
    await expect(page.getByText('10 of 91 connections')).toBeVisible();
    await rowOf(grid, 'dead-45').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('s');
    await expect(rowOf(grid, 'dead-49')).toContainText('switched off');
    await page.getByRole('searchbox', { name: 'Filter connections' }).fill('');
    await expect(page.getByText('91 connections, 81 on')).toBeVisible();
    await engine.click();
    await page.getByRole('menuitemcheckbox', { name: /^Docker/ }).click();
    await expect(engine).toHaveAccessibleName(/^Engine Docker .*connected$/);
    expect((await lab.cli('version')).code).toBe(0);
    mute.close();
  });

  test('have a form that fits a narrow window, with what is wrong in sight', async ({ gantry: { page } }) => {
    await openConnections(page);
    await page.setViewportSize({ width: 390, height: 500 });
    await page.getByRole('button', { name: 'Add…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Build');
    await dialog.getByRole('radio', { name: 'TCP with TLS' }).check();
    await dialog.getByLabel('Host and port').fill('build');
    await dialog.getByRole('textbox', { name: 'Authority' }).fill('/nowhere/ca.pem');
    await dialog.getByLabel('Guard').focus();
    for (const radio of await dialog.getByRole('radio').all()) {
      const label = radio.locator('xpath=ancestor::label');
      const [box, around] = [await label.boundingBox(), await dialog.boundingBox()];
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((around?.x ?? 0) + (around?.width ?? 0));
    }
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(dialog.getByRole('textbox', { name: 'Authority' })).toBeFocused();
    await expect(dialog.getByText('This file cannot be read: /nowhere/ca.pem')).toBeInViewport();
  });

  test('can be used by everybody, in any theme', async ({ connections: grid, gantry: { page, engine }, config }) => {
    await config.context('dead', 'tcp://127.0.0.1:9');
    await expect(rowOf(grid, 'dead')).toBeVisible();
    await engine.click();
    await page.getByRole('menuitemcheckbox', { name: /^dead/ }).click();
    await rowOf(grid, 'dead').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: 'dead' }).getByRole('alert')).toBeVisible();
    expect.soft(await findingsInEveryLook(page), 'the list and a detail').toEqual([]);
    await page.getByRole('button', { name: 'Add…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'TCP with TLS' }).check();
    await dialog.getByLabel('Host and port').fill('a b');
    await expect(dialog.getByText('Write a host')).toBeVisible();
    expect.soft(await findingsInEveryLook(page), 'the form').toEqual([]);
  });
});

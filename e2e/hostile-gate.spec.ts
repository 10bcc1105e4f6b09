import { spawn } from 'node:child_process';
import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { expect, test } from './fake-fixtures.ts';
import { GantryWindow } from './pages/window.ts';

/** Another program of this machine that serves pages, and all that browsers told it. */
interface Neighbour {
  readonly server: Server;
  readonly asked: IncomingMessage[];
  readonly port: number;
}

async function startNeighbour(): Promise<Neighbour> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.setHeader('content-type', 'text/html').end('<title>neighbour</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, asked, port: (server.address() as AddressInfo).port };
}

for (const name of ['127.0.0.1', 'localhost']) {
  test(`a server on another port of ${name} that is sent the cookie cannot open the wire with it`, async ({
    page,
    fake,
    hostOn,
  }) => {
    const engine = await fake({ containers: 1 });
    const host = await hostOn(`unix://${engine.socket}`);
    const address = host.url.replace('127.0.0.1', name);
    await page.goto(address);
    await expect(new GantryWindow(page).row('fake-0')).toBeVisible();
    const neighbour = await startNeighbour();
    const foreign = `http://${name}:${neighbour.port}/`;

    // The page's own way to open a published port, and a link that a person clicks.
    const opened = page.context().waitForEvent('page');
    await page.evaluate((url) => void window.open(url), foreign);
    await (await opened).waitForLoadState();
    const linked = page.context().waitForEvent('page');
    await page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url, target: '_blank', textContent: 'port' });
      document.body.append(link);
      link.click();
      link.remove();
    }, `${foreign}link`);
    await (await linked).waitForLoadState();

    const visits = neighbour.asked.filter(({ url }) => url === '/' || url === '/link');
    expect(visits).toHaveLength(2);
    const { origin, port } = new URL(address);
    for (const { headers } of visits) {
      expect(headers.referer).toBeUndefined();
      // The page's cookie came: it is for files that anybody can read elsewhere. The wire's did not.
      expect(headers.cookie).toContain(`gantry-${port}=`);
      expect(headers.cookie).not.toContain('gantry-wire');
      for (const path of ['/wire', '/', '/wire/']) {
        expect(await tryWire(`ws://${name}:${port}${path}`, origin, headers.cookie ?? '')).toBe(403);
      }
      const entrance = await fetch(`${origin}/`, { headers: { cookie: headers.cookie ?? '' } });
      expect(entrance.headers.getSetCookie()).toEqual([]);
      expect(await entrance.text()).not.toContain('gantry-wire');
    }
    // Nor does the window that it opened lead back to ours.
    const [, popup] = page.context().pages();
    expect(await popup?.evaluate(() => window.opener)).toBeNull();
    neighbour.server.close();
    neighbour.server.closeAllConnections();
  });
}

/** What a program gets that asks for the wire with a cookie, as our page or with our page's origin. */
function tryWire(url: string, origin: string, cookie: string): Promise<number | 'open'> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, ['gantry'], { headers: { origin, cookie } });
    socket.on('open', () => resolve('open'));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', reject);
  });
}

test('a window that has lost its key says so, asks nobody, and works again once the person came in', async ({
  page,
  fake,
  hostOn,
}) => {
  const engine = await fake({ containers: 1 });
  const host = await hostOn(`unix://${engine.socket}`);
  await page.goto(host.url);
  const gantry = new GantryWindow(page);
  await expect(gantry.row('fake-0')).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  let sockets = 0;
  page.on('websocket', () => (sockets += 1));
  await page.reload();
  await expect(gantry.alerts).toContainText('Open the address that Gantry printed');
  expect(sockets).toBe(0);
  const other = await page.context().newPage();
  await other.goto(host.url);
  await expect(gantry.row('fake-0')).toBeVisible();
  await expect(gantry.alerts).toHaveCount(0);
});

test('a reload and a new window need no token; the key is in no address', async ({ page, open, fake }) => {
  const gantry = await open(await fake({ containers: 1 }));
  await expect(gantry.row('fake-0')).toBeVisible();
  const root = new URL('/', page.url()).href;
  const second = await page.context().newPage();
  const addresses: string[] = [];
  for (const one of [page, second]) one.on('framenavigated', (frame) => addresses.push(frame.url()));
  await page.reload();
  await expect(gantry.row('fake-0')).toBeVisible();
  await second.goto(`${root}#/images`);
  await expect(new GantryWindow(second).page.getByRole('navigation')).toBeVisible();
  const key = await page.evaluate(() => localStorage.getItem('gantry-wire') ?? '');
  expect(key).toMatch(/[0-9a-f]{64}/);
  for (const address of addresses) expect(address).not.toMatch(/[0-9a-f]{64}/);
});

test('what opens the browser is told a file name, and the file leads in once', async ({
  page,
  folder,
  browser,
  fake,
}) => {
  const engine = await fake({ containers: 1 });
  // Stands for the desktop's opener: notes its arguments and its environment, and opens nothing.
  const opener = join(folder, 'xdg-open');
  await writeFile(
    opener,
    '#!/bin/sh\ntr "\\0" "\\n" < /proc/$$/cmdline > "$HOME/said"; env >> "$HOME/said"; echo done >> "$HOME/said"\n',
  );
  await chmod(opener, 0o755);
  const program = join(import.meta.dirname, '../out/browser/main.cjs');
  const child = spawn(process.execPath, [program, '--data', join(folder, 'data')], {
    env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, DOCKER_HOST: `unix://${engine.socket}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
  await expect.poll(() => readFile(join(folder, 'said'), 'utf8').catch(() => '')).toContain('done\n');
  const said = await readFile(join(folder, 'said'), 'utf8');
  const token = /token=([0-9a-f]{64})/.exec(printed)?.[1] ?? 'none';
  expect(said).not.toContain(token);
  expect(said).not.toMatch(/[0-9a-f]{64}/);
  const file = /^\/.*\.html$/m.exec(said)?.[0] ?? '';
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain(token);

  await page.goto(`file://${file}`);
  const gantry = new GantryWindow(page);
  await expect(gantry.row('fake-0')).toBeVisible();
  expect((await readdir(folder)).filter((name) => name.startsWith('gantry-open'))).toEqual([]);
  // The way in is over, but whoever is in stays in.
  const late = await browser.newContext();
  const answer = await (await late.newPage()).goto(/url=([^"]+)/.exec(text)?.[1] ?? '');
  expect(answer?.status()).toBe(403);
  await late.close();
  await page.reload();
  await expect(gantry.row('fake-0')).toBeVisible();
  child.kill();
  expect(await exited).toBe(0);
});

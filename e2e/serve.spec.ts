import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures.ts';
import { startHost } from './host.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`the host ends on ${signal} and says that all is well`, async ({ lab, page }) => {
    const host = await startHost({ dockerHost: lab.dockerHost });
    await page.goto(host.url);
    await expect(page.getByRole('grid', { name: 'Containers' })).toBeVisible();
    expect(await host.stop(signal)).toBe(0);
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`npm run serve builds, says where it is, and ends well on ${signal}`, async () => {
    const cwd = fileURLToPath(new URL('..', import.meta.url));
    const dir = await mkdtemp(join(tmpdir(), 'gantry-serve-'));
    const args = ['run', '--silent', 'serve', '--', '--port', '0', '--no-open', '--data', dir];
    const npm = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    const ended = new Promise<number | null>((resolve) => npm.once('exit', resolve));
    const [said] = await once(npm.stdout, 'data');
    expect(String(said)).toMatch(/^Gantry is ready at http:\/\/127\.0\.0\.1:\d+\/\?token=[0-9a-f]{64}\n$/);
    npm.kill(signal);
    expect(await ended).toBe(0);
    await rm(dir, { recursive: true });
  });
}

test('the window opens although what it loads breaks off at first, as when a container brings a network', async ({
  lab,
  hostOn,
  page,
}) => {
  const broken = new Map<string, number>();
  await page.route('**/assets/**', async (route) => {
    const times = broken.get(route.request().url()) ?? 0;
    broken.set(route.request().url(), times + 1);
    await (times < 3 ? route.abort() : route.continue());
  });
  await page.goto((await hostOn(lab.dockerHost)).url);
  await expect(page.getByRole('grid', { name: 'Containers' })).toBeVisible();
});

test('the token leaves the address bar at once', async ({ gantry, host }) => {
  expect(host.url).toContain('token=');
  expect(gantry.page.url()).not.toContain('token');
});

test('a page without the cookie gets 403 and learns nothing', async ({ host, browser }) => {
  const stranger = await browser.newContext();
  const page = await stranger.newPage();
  const answer = await page.goto(new URL('/', host.url).href);
  expect(answer?.status()).toBe(403);
  expect(await page.content()).not.toMatch(/gantry/i);
  await stranger.close();
});

test('another site cannot reach in, even in the browser that holds the cookie', async ({ gantry, host }) => {
  const site = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>evil</title>'),
  );
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const { port } = site.address() as AddressInfo;
  const page = await gantry.page.context().newPage();
  // Another port of the same address is the same *site* to a cookie: here only the origin check stands between.
  await page.goto(`http://127.0.0.1:${port}/`);
  const target = new URL('/', host.url);
  // Even if it had the key, which only our own origin has.
  const kept = await gantry.page.evaluate(() => localStorage.getItem('gantry-wire') ?? '');
  const socket = await page.evaluate(
    ({ host, kept }) => {
      const { path, key } = JSON.parse(kept) as { path: string; key: string };
      return new Promise((resolve) => {
        const socket = new WebSocket(`ws://${host}${path}`, ['gantry', key]);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      });
    },
    { host: target.host, kept },
  );
  expect(socket).toBe('refused');
  const read = await page.evaluate(
    (url) =>
      fetch(url, { credentials: 'include' }).then(
        () => 'read',
        () => 'refused',
      ),
    target.href,
  );
  expect(read).toBe('refused');
  const framed = await page.evaluate(async (url) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    try {
      return frame.contentDocument?.body.innerText ?? 'nothing';
    } catch {
      return 'nothing';
    }
  }, target.href);
  expect(framed).toBe('nothing');
  await page.close();
  site.close();
});

test('the page has no Node powers, no inline script of others and no way out', async ({ gantry }) => {
  const powers = await gantry.page.evaluate(() => [
    typeof Reflect.get(window, 'require'),
    typeof Reflect.get(window, 'process'),
  ]);
  expect(powers).toEqual(['undefined', 'undefined']);
  const answer = await gantry.page.request.get(gantry.page.url());
  const policy = answer.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
});

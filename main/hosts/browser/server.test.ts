import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Entered, enter } from '../../../e2e/entered.ts';
import { type BrowserHost, startBrowserHost } from './server.ts';

let dir: string;
let host: BrowserHost;
let served = 0;
let origin: string;
let port: number;
let cookie: string;
let entered: Entered;

interface Reply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** node:http instead of fetch: it sends any Host and Origin. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    call.on('error', reject);
    call.end();
  });
}

function openSocket(
  path: string,
  headers: Record<string, string>,
  protocols = ['gantry', entered.key],
): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { headers });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-'));
  await writeFile(join(dir, 'index.html'), '<title>Gantry</title>');
  const app = { serve: () => void (served += 1) };
  host = await startBrowserHost({ app, pageDir: dir, port: 0 });
  ({ origin } = new URL(host.url));
  port = Number(new URL(host.url).port);
  entered = await enter(host.url);
  cookie = entered.pageCookie;
});
afterAll(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

describe('the browser host', () => {
  it('swaps the token for cookies that scripts and other sites cannot use, and a key that no other origin has', async () => {
    const { status, headers, body } = await get(host.url.slice(origin.length));
    expect(status).toBe(200);
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^gantry-\d+=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/),
      expect.stringMatching(/^gantry-wire-\d+=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/wire\/[0-9a-f]{64}$/),
    ]);
    expect(String(headers['set-cookie'])).not.toContain(entered.token);
    expect(String(headers['set-cookie'])).not.toContain(entered.key);
    expect(body).toContain(entered.key);
    expect(body).not.toContain(entered.token);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; /);
  });

  it('serves the page to its own browser, with a strict policy', async () => {
    const { status, headers, body } = await get('/', { cookie });
    expect([status, body]).toEqual([200, '<title>Gantry</title>']);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(await get('/', { cookie, origin })).toMatchObject({ status: 200 });
  });

  it.each([
    ['no token', '/', {}],
    ['a wrong token', '/?token=0', {}],
    ['an empty token', '/?token=', {}],
    ['a token on another path', '/assets/?token=TOKEN', {}],
    ['a wrong cookie', '/', { cookie: 'gantry-PORT=0000' }],
    ['a rebound DNS name, even with the cookie', '/', { cookie: 'COOKIE', host: 'evil.example:PORT' }],
    ['a rebound DNS name with the token', '/?token=TOKEN', { host: 'evil.example:PORT' }],
    ['another port in Host', '/', { cookie: 'COOKIE', host: '127.0.0.1:1' }],
    ['a foreign origin with the cookie', '/', { cookie: 'COOKIE', origin: 'http://evil.example' }],
    ['an opaque origin with the cookie', '/', { cookie: 'COOKIE', origin: 'null' }],
  ])('answers 403 and nothing else to a stranger: %s', async (_who, path, headers) => {
    const fill = (text: string) =>
      text
        .replace('TOKEN', new URL(host.url).searchParams.get('token') ?? '')
        .replace('COOKIE', cookie)
        .replace('PORT', String(port));
    const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
    const reply = await get(fill(path), filled);
    expect([reply.status, reply.body]).toEqual([403, 'Forbidden\n']);
    expect(JSON.stringify(reply.headers)).not.toMatch(/set-cookie|gantry/i);
  });

  it('opens the wire for its own page only', async () => {
    const { wirePath, wireCookie, key } = entered;
    expect(await openSocket(wirePath, { cookie: wireCookie, origin })).toBe('open');
    expect(served).toBe(1);
    expect(await openSocket(wirePath, { cookie: wireCookie, origin: 'http://evil.example' })).toBe(403);
    expect(await openSocket(wirePath, { cookie: wireCookie })).toBe(403);
    expect(await openSocket(wirePath, { origin })).toBe(403);
    expect(await openSocket('/other', { cookie: wireCookie, origin })).toBe(403);
    expect(await openSocket(wirePath, { cookie: wireCookie, origin, host: `evil.example:${port}` })).toBe(403);
    // The page's cookie, which any server on another port of this address is sent, opens nothing.
    expect(await openSocket('/wire', { cookie, origin })).toBe(403);
    expect(await openSocket(wirePath, { cookie, origin })).toBe(403);
    for (const protocols of [[], ['gantry'], [key], ['gantry', '0'.repeat(64)], [key, 'gantry']]) {
      expect(await openSocket(wirePath, { cookie: wireCookie, origin }, protocols)).toBe(403);
    }
    expect(served).toBe(1);
  });

  it('lists no folder and reads no file outside the page', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fetc/passwd', '/assets/', '/%00', '/index.html/']) {
      expect((await get(path, { cookie })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

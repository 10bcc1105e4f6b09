import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, startBrowserHost } from './server.ts';

let dir: string;
let host: BrowserHost;
let served = 0;
let origin: string;
let port: number;
let cookie: string;

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

function openSocket(path: string, headers: Record<string, string>): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
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
  const welcome = await get(host.url.slice(origin.length));
  cookie = String(welcome.headers['set-cookie']).split(';')[0] ?? '';
});
afterAll(async () => {
  await host.close();
  await rm(dir, { recursive: true });
});

describe('the browser host', () => {
  it('swaps the token for a cookie that scripts and other sites cannot use', async () => {
    const { status, headers } = await get(host.url.slice(origin.length));
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(String(headers['set-cookie'])).toMatch(/^gantry-\d+=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(String(headers['set-cookie'])).not.toContain(new URL(host.url).searchParams.get('token'));
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
    expect(await openSocket('/wire', { cookie, origin })).toBe('open');
    expect(served).toBe(1);
    expect(await openSocket('/wire', { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await openSocket('/wire', { cookie })).toBe(403);
    expect(await openSocket('/wire', { origin })).toBe(403);
    expect(await openSocket('/other', { cookie, origin })).toBe(403);
    expect(await openSocket('/wire', { cookie, origin, host: `evil.example:${port}` })).toBe(403);
    expect(served).toBe(1);
  });

  it('lists no folder and reads no file outside the page', async () => {
    for (const path of ['/../package.json', '/..%2f..%2fetc/passwd', '/assets/', '/%00', '/index.html/']) {
      expect((await get(path, { cookie })).status).toBeGreaterThanOrEqual(400);
    }
    expect((await get('/', { cookie }, 'POST')).status).toBe(405);
  });
});

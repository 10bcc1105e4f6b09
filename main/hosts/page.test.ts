import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy, loadPage, type Page } from './page.ts';

let dir: string;
let page: Page;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'page-'));
  await mkdir(join(dir, 'ui', 'assets'), { recursive: true });
  await writeFile(join(dir, 'secret.txt'), 'outside');
  await writeFile(join(dir, 'ui', 'index.html'), '<!doctype html>');
  await writeFile(join(dir, 'ui', 'assets', 'index-AbC1.js'), 'export {};');
  await writeFile(join(dir, 'ui', 'assets', 'a b.css'), 'p{}');
  await writeFile(join(dir, 'ui', 'assets', 'odd.xyz'), '?');
  page = await loadPage(join(dir, 'ui'));
});
afterAll(() => rm(dir, { recursive: true }));

const get = (path: string) => page.respond({ method: 'GET', path });

test('serves index.html at / and under its name, never from a cache', async () => {
  for (const path of ['/', '/index.html', '/?token=1', '/?../..']) {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(new TextDecoder().decode(body)).toBe('<!doctype html>');
  }
});

test('serves hashed files with their type and for ever', async () => {
  const { status, headers } = await get('/assets/index-AbC1.js');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(headers['cache-control']).toContain('immutable');
  expect((await get('/assets/a%20b.css')).headers['content-type']).toBe('text/css; charset=utf-8');
  expect((await get('/assets/odd.xyz')).headers['content-type']).toBe('application/octet-stream');
});

test('answers HEAD without a body and refuses every other method', async () => {
  const head = await page.respond({ method: 'HEAD', path: '/' });
  expect(head).toMatchObject({ status: 200, body: undefined });
  expect(head.headers['content-length']).toBe('15');
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'get', '']) {
    expect(await page.respond({ method, path: '/' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  }
});

test('sends the policy and its companions with every answer, refusals too', async () => {
  for (const path of ['/', '/nothing', '/%', '/assets/odd.xyz']) {
    expect((await get(path)).headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test('the policy names no foreign source, allows no evaluation, and of inline scripts the page’s first one', async () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name, sources.join(' ')];
    }),
  );
  expect(directives.get('default-src')).toBe("'none'");
  expect(directives.get('script-src')).toBe("'self'");
  const html = await readFile(join(import.meta.dirname, '../../renderer/index.html'), 'utf8');
  const [, first = ''] = /<script>([^]*?)<\/script>/.exec(html) ?? [];
  const hash = createHash('sha256').update(first).digest('base64');
  expect(directives.get('script-src-elem')).toBe(`'self' 'sha256-${hash}'`);
  expect(contentSecurityPolicy).not.toMatch(/\*|http:|https:|unsafe-eval|blob:/);
});

describe('a path that is not in the table is not there, whatever it looks like', () => {
  const traversal = [
    '/nothing',
    '/assets',
    '/assets/',
    '//',
    '//index.html',
    '/./index.html',
    '/../secret.txt',
    '/assets/../index.html',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/index.html%00',
    '/index.html%00.js',
    '/index.html/',
    '/INDEX.HTML',
    '/%69ndex.html%20',
    '/etc/passwd',
    '/C:/Windows/win.ini',
    '/__proto__',
    '/constructor',
    `/${'a'.repeat(100_000)}`,
    `/${'../'.repeat(1000)}etc/passwd`,
  ];
  test.each(traversal)('%.60s', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: undefined });
  });
});

test.each(['/%', '/%zz', '/%c3%28', '/%ff', '', 'index.html', '*', 'http://evil/', '?x'])(
  'refuses the malformed path %j',
  async (path) => {
    expect((await get(path)).status).toBe(400);
  },
);

test('a file that disappeared is not there', async () => {
  await rm(join(dir, 'ui', 'assets', 'odd.xyz'));
  expect((await get('/assets/odd.xyz')).status).toBe(404);
});

test('a folder without index.html is no page', async () => {
  await expect(loadPage(dir)).rejects.toThrow('no built page');
  await expect(loadPage(join(dir, 'missing'))).rejects.toThrow('ENOENT');
});

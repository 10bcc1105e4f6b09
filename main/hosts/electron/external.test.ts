import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { fake } from '../../../e2e/fake/electron.ts';
import { judge, openExternal } from './external.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

beforeEach(() => fake.reset());

test.each([
  ['https://example.com', 'https://example.com/'],
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  ['HTTPS://EXAMPLE.com', 'https://example.com/'],
  ['http://localhost:8080/x', 'http://localhost:8080/x'],
  ['http://127.0.0.1:80', 'http://127.0.0.1/'],
  ['http://127.8.9.10', 'http://127.8.9.10/'],
  ['http://[::1]:3000', 'http://[::1]:3000/'],
])('opens %s', (raw, href) => {
  expect(judge(raw)).toEqual({ kind: 'open', href });
});

test.each([
  'http://example.com',
  'http://192.168.1.5:8080/x',
  'http://localhost.evil.com',
  'http://127.0.0.1.evil.com',
  'http://0.0.0.0',
  'http://[::ffff:127.0.0.1]',
])('asks before it opens %s', (raw) => {
  expect(judge(raw)).toEqual({ kind: 'ask', href: new URL(raw).href });
});

test.each([
  'https://user@example.com',
  'https://user:pass@example.com',
  'https://:pass@example.com',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-msdt:/id',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:https://example.com/1',
  'vscode://file/x',
  'app://ui/',
  'ftp://example.com',
  'mailto:a@b.c',
  'https://example.com/\n',
  ' https://example.com',
  'java\tscript:alert(1)',
  'https://exa\u0000mple.com',
  'https://example.com/\u0085',
  'example.com',
  '//example.com',
  'https://',
  '',
  `https://example.com/${'a'.repeat(2048)}`,
  `https://example.com/${'ä'.repeat(1000)}`,
])('refuses %.60j', (raw) => {
  expect(judge(raw).kind).toBe('refuse');
});

test('whatever it is given, what comes out is harmless', () => {
  const urlish = fc
    .tuple(
      fc.constantFrom('https:', 'http:', 'file:', 'javascript:', 'HTTPS:', 'https', ''),
      fc.constantFrom('//', '/', '\\\\', '', '///'),
      fc.oneof(fc.webAuthority({ withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true }), fc.string()),
      fc.string(),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(urlish, fc.string(), fc.webUrl()), (raw) => {
      const verdict = judge(raw);
      if (verdict.kind === 'refuse') return;
      const { href, kind } = verdict;
      const url = new URL(href);
      expect(['https:', 'http:']).toContain(url.protocol);
      const free = /^(https:.+|http:(localhost|\[::1\]|127(\.\d+){3}))$/.test(`${url.protocol}${url.hostname}`);
      expect(kind).toBe(free ? 'open' : 'ask');
      expect(url.username + url.password).toBe('');
      expect(href).toMatch(/^[\x21-\x7e]{1,2048}$/);
      expect(judge(href)).toEqual(verdict);
    }),
    { numRuns: 2000 },
  );
});

test('gives the system the parsed form', async () => {
  await openExternal('https://Example.com/%41');
  expect(fake.callsOf('shell.openExternal')).toEqual([['https://example.com/%41']]);
  expect(fake.callsOf('dialog.showMessageBox')).toEqual([]);
});

test.each([
  [0, 0],
  [1, 1],
])('opens another computer’s port only when that is wanted (answer %i)', async (answer, opened) => {
  fake.answerWith(answer);
  await openExternal('http://192.168.1.5:8080/');
  expect(fake.firstCall('dialog.showMessageBox')[0]).toMatchObject({
    message: 'Open 192.168.1.5:8080 in the browser?',
  });
  expect(fake.callsOf('shell.openExternal')).toHaveLength(opened);
});

test('says why an address is not opened, and asks one question at a time', async () => {
  await Promise.all([openExternal('file:///etc/passwd'), openExternal('http://a.test'), openExternal('smb://b')]);
  expect(fake.callsOf('dialog.showMessageBox')).toHaveLength(1);
  expect(fake.firstCall('dialog.showMessageBox')[0]).toMatchObject({ message: 'This address is not opened.' });
  expect(fake.callsOf('shell.openExternal')).toEqual([]);
});

test('a system that cannot open it is no reason to fail', async () => {
  fake.failToOpenExternal();
  await openExternal('https://example.com');
});

test.runIf(process.platform === 'linux')('in an AppImage the browser gets none of its libraries', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'gantry-open-'));
  const opener = '#!/bin/sh\necho "$1 $LD_LIBRARY_PATH" > "$DIR/new"\nmv "$DIR/new" "$DIR/opened"\n';
  await writeFile(join(dir, 'xdg-open'), opener, { mode: 0o755 });
  const image = { APPIMAGE: '/home/me/Gantry.AppImage', APPDIR: '/m', LD_LIBRARY_PATH: '/m/usr/lib', DIR: dir };
  for (const [name, value] of Object.entries(image)) vi.stubEnv(name, value);
  vi.stubEnv('PATH', `${dir}:${process.env['PATH']}`);
  await openExternal('https://example.com/');
  const opened = () => readFile(join(dir, 'opened'), 'utf8').catch(() => '');
  await expect.poll(opened, { timeout: 10_000 }).toBe('https://example.com/ \n');
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
});

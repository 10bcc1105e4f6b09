import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fake } from '../../../e2e/fake/electron.ts';
import { contentSecurityPolicy, loadPage } from '../page.ts';
import { handlePage, registerPageScheme } from './page-protocol.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'protocol-'));
  await writeFile(join(dir, 'index.html'), '<!doctype html>');
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(() => {
  fake.reset();
  handlePage(fake.session as unknown as Session, loadPage(dir));
});

test('the scheme is standard and secure and has no power beyond that', () => {
  registerPageScheme();
  expect(fake.callsOf('protocol.registerSchemesAsPrivileged')).toEqual([
    [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]],
  ]);
});

test('answers with the page, its type and the policy', async () => {
  const response = await fake.session.fetch('app://ui/');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  expect(await response.text()).toBe('<!doctype html>');
  expect((await fake.session.fetch('app://ui')).status).toBe(200);
});

test.each(['app://evil/', 'app://ui.evil/index.html', 'app://ui:80/', 'app:///index.html'])(
  '%s is another host and has nothing',
  async (url) => {
    expect((await fake.session.fetch(url)).status).toBe(404);
  },
);

test('refusals keep their status and have no body', async () => {
  expect((await fake.session.fetch('app://ui/', { method: 'POST' })).status).toBe(405);
  expect((await fake.session.fetch('app://ui/%ff')).status).toBe(400);
  const missing = await fake.session.fetch('app://ui/..%2f..%2fetc/passwd');
  expect([missing.status, await missing.text()]).toEqual([404, '']);
  expect(await (await fake.session.fetch('app://ui/', { method: 'HEAD' })).text()).toBe('');
});

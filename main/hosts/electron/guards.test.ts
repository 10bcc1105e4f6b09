import { readFileSync } from 'node:fs';
import type { Session, WebContents } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeContents, FakeSession, fake } from '../../../e2e/fake/electron.ts';
import { foreignUrls, ownUrls } from '../../../e2e/fake/urls.ts';
import { judge } from './external.ts';
import { allowedPermissions, guardContents, guardSession } from './guards.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

const settled = () => new Promise((resolve) => setImmediate(resolve));

function guardedContents(): FakeContents {
  const contents = new FakeContents();
  guardContents(contents as unknown as WebContents);
  return contents;
}

function guardedSession(): FakeSession {
  const session = new FakeSession();
  guardSession(session as unknown as Session);
  return session;
}

beforeEach(() => fake.reset());

describe('navigation', () => {
  test.each(foreignUrls)('never leads to %j, in no frame and by no redirect', (url) => {
    const contents = guardedContents();
    expect(contents.permits('will-frame-navigate', url)).toBe(false);
    expect(contents.permits('will-redirect', url)).toBe(false);
  });

  test.each(ownUrls)('may lead to %s', (url) => {
    const contents = guardedContents();
    expect(contents.permits('will-frame-navigate', url)).toBe(true);
    expect(contents.permits('will-redirect', url)).toBe(true);
  });
});

test.each([...foreignUrls, ...ownUrls])('no window is opened for %j', async (url) => {
  expect(guardedContents().open(url)).toEqual({ action: 'deny' });
  await settled();
  const verdict = judge(url);
  expect(fake.callsOf('shell.openExternal')).toEqual(verdict.kind === 'open' ? [[verdict.href]] : []);
});

test('a link to the web goes to the browser, after the answer', async () => {
  expect(guardedContents().open('https://example.com/docs')).toEqual({ action: 'deny' });
  expect(fake.callsOf('shell.openExternal')).toEqual([]);
  await settled();
  expect(fake.callsOf('shell.openExternal')).toEqual([['https://example.com/docs']]);
});

test('a webview is never attached', () => {
  expect(guardedContents().permits('will-attach-webview')).toBe(false);
});

describe('permissions', () => {
  const everyPermission = permissionsOf('setPermissionRequestHandler');

  test('are read from electron.d.ts', () => {
    expect(everyPermission).toContain('clipboard-sanitized-write');
    expect(everyPermission.length).toBeGreaterThan(30);
    expect(permissionsOf('setPermissionCheckHandler')).toEqual(everyPermission);
  });

  test.each(everyPermission)('%s: only the allowed ones, only for the page', (permission) => {
    const allowed = (allowedPermissions as ReadonlySet<string>).has(permission);
    expect(asked(permission, 'app://ui/')).toBe(allowed);
    expect(checked(permission, 'app://ui/')).toBe(allowed);
    for (const origin of ['https://example.com/', 'app://evil/', 'null', '']) {
      expect(asked(permission, origin)).toBe(false);
      expect(checked(permission, origin)).toBe(false);
    }
    expect(guardedSession().check?.(null, permission as never, 'app://ui/', {} as never)).toBe(false);
  });

  test('copying is the only one allowed', () => {
    expect([...allowedPermissions]).toEqual(['clipboard-sanitized-write']);
  });

  test('no device and no download', () => {
    const session = guardedSession();
    expect(session.device?.({} as never)).toBe(false);
    const preventDefault = vi.fn<() => void>();
    session.emit('will-download', { preventDefault }, { getFilename: () => 'x.exe' });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
});

function asked(permission: string, url: string): boolean {
  const contents = new FakeContents();
  contents.mainFrame.url = url;
  const answer = vi.fn<(granted: boolean) => void>();
  guardedSession().request?.(contents as unknown as WebContents, permission as never, answer, {} as never);
  expect(answer).toHaveBeenCalledOnce();
  return answer.mock.lastCall?.[0] ?? false;
}

function checked(permission: string, origin: string): boolean | undefined {
  const contents = new FakeContents() as unknown as WebContents;
  return guardedSession().check?.(contents, permission as never, origin, {} as never);
}

/** The union of permission names in Electron's own declaration of a handler. */
function permissionsOf(method: string): string[] {
  const declarations = readFileSync(new URL('../../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8');
  const line = declarations.split('\n').find((text) => text.includes(`    ${method}(handler: `)) ?? '';
  const union = /permission: ((?:'[^']+'(?: \| )?)+)/.exec(line)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = new Map(
  ['app', 'main', 'renderer']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((name) => /\.(ts|tsx|html)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => [name.replaceAll('\\', '/'), readFileSync(join(root, name), 'utf8')]),
);

function filesWith(pattern: RegExp): string[] {
  return [...sources].filter(([, text]) => pattern.test(text)).map(([name]) => name);
}

describe('what gives power is in one place, where it can be watched', () => {
  test.each([
    ['opening a URL outside', /shell\.openExternal/, 'main/hosts/electron/external.ts'],
    ['making a window', /new (Browser|Base)Window\b/, 'main/hosts/electron/window.ts'],
    ['listening to a page', /ipcMain\./, 'main/hosts/electron/connect.ts'],
    ['giving a page something', /exposeInMainWorld/, 'main/hosts/electron/preload.ts'],
    ['serving the page', /\.protocol\.handle\(/, 'main/hosts/electron/page-protocol.ts'],
  ])('%s', (_what, pattern, file) => {
    expect(filesWith(pattern)).toEqual([file]);
  });

  test('Electron is known to its host only', () => {
    for (const file of filesWith(/from ['"]electron(\/\w+)?['"]/)) expect(file).toMatch(/^main\/hosts\/electron\//);
  });
});

test.each([
  ['a page from a file', /\bloadFile\b|['"`]file:/],
  ['script run in the page from outside', /executeJavaScript|insertCSS/],
  ['an answer that blocks the page', /sendSync/],
  ['a certificate that is not checked', /certificate-error|setCertificateVerifyProc/],
  ['a scheme that steps over the policy', /bypassCSP|allowServiceWorkers/],
  ['a switch that lowers the guard', /disable-web-security|no-sandbox|SECURITY_WARNINGS|appendSwitch/],
  ['a webview', /<webview|webviewTag: true/],
  ['a path from the page given to the system', /shell\.(openPath|showItemInFolder)|trashItem/],
  ['crash reports that leave the computer', /uploadToServer: true|submitURL/],
])('nowhere is %s', (_what, pattern) => {
  expect(filesWith(pattern)).toEqual([]);
});

test('no npm script starts Electron without its sandbox', () => {
  expect(readFileSync(join(root, 'package.json'), 'utf8')).not.toMatch(/no-sandbox|disable-web-security/);
});

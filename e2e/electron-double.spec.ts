import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { electronProgram } from './electron-host.ts';
import { Native } from './pages/native.ts';

/** What Gantry rests on in Electron, shown with an app of a few lines: the same on the double and on the real one. */
const main = `
const { app, BrowserWindow, Menu, utilityProcess } = require('electron');
const { join } = require('node:path');
app.setPath('userData', __dirname);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const zoom = [{ role: 'resetZoom' }, { role: 'zoomIn', accelerator: 'CommandOrControl+=' }, { role: 'zoomOut' }];
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'View', submenu: zoom }]));
  const window = new BrowserWindow({ webPreferences: { preload: join(__dirname, 'preload.cjs'), sandbox: true } });
  window.loadURL('data:text/html,<title>small</title><input>');
  window.webContents.on('unresponsive', () => { globalThis.hung = true; });
  globalThis.work = (args, options) => new Promise((resolve) => {
    const child = utilityProcess.fork(join(__dirname, 'worker.cjs'), args, { stdio: 'pipe', ...options });
    const said = [];
    child.on('spawn', () => { said.push(typeof child.pid); child.postMessage({ n: 20, bytes: new Uint8Array([1, 2]) }); });
    child.on('message', (message) => { said.push(message); if (args[0] === 'stays') child.kill(); });
    child.on('exit', (code) => resolve({ said, code, pid: child.pid }));
  });
});
`;
const preload = `
const { contextBridge } = require('electron');
contextBridge.exposeInMainWorld('bridged', {
  add: (a, b) => a + b,
  url: new URL('https://example.com/'),
  fail: () => { throw new TypeError('words only'); },
});
`;
const worker = `
process.parentPort.on('message', ({ data }) => {
  process.parentPort.postMessage({ twice: data.n * 2, bytes: data.bytes.length, extra: process.env.EXTRA });
  if (process.argv[2] === 'ends') process.exit(3);
});
`;

const test = base.extend<{ app: ElectronApplication; small: Page }>({
  app: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'electron-small-'));
    const files = {
      'main.cjs': main,
      'preload.cjs': preload,
      'worker.cjs': worker,
      'package.json': '{"main":"main.cjs"}',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const app = await _electron.launch({ executablePath: electronProgram, args: [folder], colorScheme: null });
    await use(app);
    await app.close();
    rmSync(folder, { recursive: true });
  },
  small: async ({ app }, use) => {
    const page = await app.firstWindow();
    await page.locator('input').waitFor();
    await use(page);
  },
});

test('what crosses the bridge is a copy without what makes it more than data', async ({ small }) => {
  const seen = await small.evaluate(() => {
    const bridged = Reflect.get(window, 'bridged');
    let failure: unknown;
    try {
      bridged.fail();
    } catch (error) {
      failure = error instanceof Error && [error.name, error.message];
    }
    return { sum: bridged.add(1, 2), url: Object.keys(bridged.url), frozen: Object.isFrozen(bridged), failure };
  });
  expect(seen).toEqual({ sum: 3, url: [], frozen: true, failure: ['Error', 'words only'] });
});

test('a utility process talks, ends by itself, and can be ended', async ({ app, small }) => {
  await expect(small).toHaveTitle('small');
  const work = (args: string[], env?: Record<string, string>) =>
    app.evaluate((_electron, [args, env]) => Reflect.get(globalThis, 'work')(args, env && { env }), [
      args,
      env,
    ] as const);
  expect(await work(['ends'], { EXTRA: 'yes' })).toEqual({
    said: ['number', { twice: 40, bytes: 2, extra: 'yes' }],
    code: 3,
  });
  expect(await work(['stays'])).toMatchObject({ said: ['number', { twice: 40, bytes: 2 }], code: 15 });
});

test('a key zooms the page, unless the page takes it', async ({ app, small }) => {
  const native = new Native(app);
  const width = () => small.evaluate(() => innerWidth);
  const before = await width();
  await native.press(small, 'Control+=');
  await expect.poll(width).toBeLessThan(before);
  await native.press(small, 'Control+0');
  await expect.poll(width).toBe(before);
  await small.evaluate(() => addEventListener('keydown', (event) => event.preventDefault()));
  await native.press(small, 'Control+=');
  await native.press(small, 'a');
  expect((await native.window()).zoom).toBe(0);
});

test('the theme is what the page’s media query says', async ({ app, small }) => {
  const dark = () => small.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  for (const [source, wanted] of [
    ['dark', true],
    ['light', false],
  ] as const) {
    await app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, source);
    await expect.poll(dark).toBe(wanted);
  }
});

test('a page that hangs is told of, and comes back only after its process was ended', async ({ app, small }) => {
  test.setTimeout(120_000);
  await small.evaluate(() =>
    setTimeout(() => {
      for (;;);
    }),
  );
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'hung')), { timeout: 60_000 }).toBe(true);
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('render-process-gone', () => contents.reload());
    contents?.forcefullyCrashRenderer();
  });
  const title = () =>
    app.evaluate(({ BrowserWindow }) => {
      return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.title + innerWidth');
    });
  await expect.poll(title, { timeout: 20_000 }).toMatch(/^small\d/);
});

test('a page that wants to stay keeps its window and the app', async ({ app, small }) => {
  await small.evaluate(() => addEventListener('beforeunload', (event) => event.preventDefault()));
  await app.evaluate(({ app }) => app.quit());
  await small.locator('input').fill('still here');
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  });
});

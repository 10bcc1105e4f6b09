import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fake, nativeTheme } from '../../../e2e/fake/electron.ts';
import { backgrounds, WindowLook } from './look.ts';
import { openWindow } from './window.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

type Asked = { readonly signal: AbortSignal };
const tick = () => new Promise((resolve) => setImmediate(resolve));
const options = () => fake.firstCall('new BrowserWindow')[0] as Electron.BrowserWindowConstructorOptions;

beforeEach(async () => {
  fake.reset();
  await fake.becomeReady();
});

function opened(look = new WindowLook()) {
  openWindow({ preload: '/app/out/preload/index.cjs', icon: '/app/assets/icons/256x256.png', look });
  return fake.window;
}

test('a window has exactly the locked preferences', () => {
  opened();
  expect(options().webPreferences).toEqual({
    preload: '/app/out/preload/index.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: true,
  });
});

test('the window is there at once: it does not wait for ready-to-show, which may never come', () => {
  const window = opened();
  expect(options().show).toBe(true);
  expect(fake.callsOf('loadURL')).toEqual([['app://ui/']]);
  expect(window.listenerCount('ready-to-show')).toBe(0);
});

test('its place and size are kept under its name', () => {
  opened();
  expect(options()).toMatchObject({ name: 'main', windowStatePersistence: true });
});

describe('the background', () => {
  test.each([
    [false, false, backgrounds.normal.light],
    [true, false, backgrounds.normal.dark],
    [true, true, backgrounds.high.dark],
  ])('follows the system (dark: %s, high contrast: %s)', (dark, high, color) => {
    nativeTheme.shouldUseDarkColors = dark;
    nativeTheme.shouldUseHighContrastColors = high;
    opened();
    expect(options().backgroundColor).toBe(color);
  });

  test('changes with the system, until the window is closed', () => {
    const window = opened();
    nativeTheme.shouldUseDarkColors = true;
    nativeTheme.emit('updated');
    expect(fake.callsOf('setBackgroundColor')).toEqual([[backgrounds.normal.dark]]);
    window.close();
    nativeTheme.emit('updated');
    expect(fake.callsOf('setBackgroundColor')).toHaveLength(1);
  });

  test('is of the contrast that was chosen, whatever the system asks for', () => {
    const look = new WindowLook();
    look.choose({ theme: 'dark', contrast: 'high' });
    opened(look);
    expect(options().backgroundColor).toBe(backgrounds.high.dark);
    nativeTheme.shouldUseHighContrastColors = true;
    look.choose({ theme: 'dark', contrast: 'normal' });
    expect(fake.callsOf('setBackgroundColor')).toEqual([[backgrounds.normal.dark]]);
  });

  test('is the one of the style sheet', () => {
    const tokens = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
    for (const { light, dark } of Object.values(backgrounds))
      expect(tokens).toContain(`--bg: light-dark(${light}, ${dark})`);
  });
});

test('a preload that fails is told in the window, once', () => {
  const { webContents } = opened();
  webContents.emit('preload-error', {}, '/p', new Error('module not found: <fs>'));
  webContents.emit('preload-error', {}, '/p', new Error('again'));
  const [, [errorPage], ...more] = fake.callsOf('loadURL') as [unknown, [string]];
  expect(decodeURIComponent(errorPage)).toContain('module not found: &#60;fs&#62;');
  expect(errorPage).toMatch(/^data:text\/html;charset=utf-8,/);
  expect(more).toEqual([]);
});

describe('a page whose process is gone', () => {
  test.each([
    [0, 'reload'],
    [1, 'app.quit'],
  ])('is offered again (answer %i: %s)', async (answer, outcome) => {
    fake.answerWith(answer);
    const { webContents } = opened();
    webContents.crashed = true;
    webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
    await tick();
    expect(fake.firstCall('dialog.showMessageBox')[0]).toMatchObject({ buttons: ['Reload', 'Quit'] });
    expect(fake.callsOf(outcome)).toHaveLength(1);
  });

  test('needs no words when it ended by itself', () => {
    opened().webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
    expect(fake.callsOf('dialog.showMessageBox')).toEqual([]);
  });

  test('is left alone when the window was closed meanwhile', async () => {
    const window = opened();
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 11 });
    window.close();
    await tick();
    expect(fake.callsOf('reload')).toEqual([]);
  });
});

test.each([
  [0, 0],
  [1, 1],
])('a page that hangs may be waited for or loaded again (answer %i)', async (answer, reloads) => {
  fake.answerWith(answer);
  opened().webContents.emit('unresponsive');
  await tick();
  expect(fake.callsOf('forcefullyCrashRenderer')).toHaveLength(reloads);
  expect(fake.callsOf('reload')).toHaveLength(reloads);
  // That its process is gone then is no news.
  expect(fake.callsOf('dialog.showMessageBox')).toHaveLength(1);
});

test('a page that answers again takes its question back, and a second one takes the place of the first', async () => {
  fake.answerWith(-1);
  const { webContents } = opened();
  webContents.emit('unresponsive');
  webContents.emit('unresponsive');
  const [[first], [second]] = fake.callsOf('dialog.showMessageBox') as [[Asked], [Asked]];
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, false]);
  webContents.emit('responsive');
  expect(second.signal.aborted).toBe(true);
  await tick();
  expect(fake.callsOf('reload')).toEqual([]);
});

test('on Linux the window has the picture of the program', () => {
  opened();
  const expected = process.platform === 'linux' ? '/app/assets/icons/256x256.png' : undefined;
  expect(options().icon).toBe(expected);
});

test('a right click opens a menu where there is something to do', () => {
  const { webContents } = opened();
  webContents.emit('context-menu', {}, { editFlags: {}, isEditable: false, selectionText: '' });
  expect(fake.callsOf('menu.popup')).toEqual([]);
  webContents.emit('context-menu', {}, { editFlags: {}, isEditable: true, selectionText: '' });
  expect(fake.callsOf('menu.popup')).toHaveLength(1);
});

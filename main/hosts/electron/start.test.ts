import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { app, FakePort, fake } from '../../../e2e/fake/electron.ts';
import type { GantryApp, Look } from '../../app.ts';
import { connectChannel } from './channel.ts';
import { backgrounds } from './look.ts';
import { type HostParts, startHost } from './start.ts';

vi.mock('./log.ts', () => ({ log: () => undefined }));

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'out-'));
  await mkdir(join(out, 'renderer'));
  await writeFile(join(out, 'renderer', 'index.html'), '<!doctype html>');
});
afterAll(() => rm(out, { recursive: true }));

const listeners = { uncaughtException: process.listeners('uncaughtException') };
beforeEach(() => fake.reset());
afterEach(() => {
  for (const listener of process.listeners('uncaughtException')) {
    if (!listeners.uncaughtException.includes(listener)) process.off('uncaughtException', listener);
  }
  process.removeAllListeners('unhandledRejection');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
});

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const order = () => fake.calls.map(([what]) => what);

/** What a person chooses, one after the other. */
const system: Look = { theme: 'system', contrast: 'system' };

async function* chosen(...looks: readonly Look[]): AsyncGenerator<Look, void> {
  yield* looks;
}

function services() {
  return {
    serve: vi.fn<GantryApp['serve']>(),
    countFault: vi.fn<GantryApp['countFault']>(),
    running: vi.fn<GantryApp['running']>(() => ''),
    looks: vi.fn<GantryApp['looks']>(() => chosen(system)),
    check: () => Promise.resolve({}),
    end: vi.fn<GantryApp['end']>(() => Promise.resolve()),
    announce: () => Promise.resolve(),
    unkept: undefined,
  };
}

function start(changes: Partial<HostParts> = {}): void {
  const chosenLook = () => Promise.resolve(system);
  startHost({ createApp: () => Promise.resolve(services()), chosenLook, argv: ['.'], out, ...changes });
}

function connect(): FakePort {
  const port = new FakePort();
  fake.postToMain(connectChannel, fake.window.webContents, [port]);
  return port;
}

describe('before ready', () => {
  test('everything that must be settled is, in the same turn', () => {
    start({ argv: ['.', '--user-data-dir=/data'] });
    expect(order()).toEqual([
      'app.setName',
      'app.setPath',
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
      'crashReporter.start',
      'app.setAppUserModelId',
    ]);
    expect(fake.callsOf('app.setPath')).toEqual([['userData', '/data']]);
    expect(fake.callsOf('crashReporter.start')).toEqual([[{ uploadToServer: false }]]);
    for (const event of [
      'second-instance',
      'activate',
      'web-contents-created',
      'window-all-closed',
      'before-quit',
      'will-quit',
    ]) {
      expect(app.listenerCount(event)).toBe(1);
    }
  });

  test('an error that nobody caught is written down and told, and is no reason to end; three in a minute are', async () => {
    const userData = join(out, 'userData');
    const made = services();
    start({ argv: ['.', `--user-data-dir=${userData}`], createApp: () => Promise.resolve(made) });
    const fail = (text: string) => process.emit('uncaughtException', new Error(text));
    expect(process.listenerCount('uncaughtException')).toBeGreaterThan(listeners.uncaughtException.length);
    expect(() => fail('before there is anybody to tell')).not.toThrow();
    await fake.becomeReady();
    fail('from a service');
    await tick();
    expect(order()).not.toContain('app.exit');
    expect(made.countFault).toHaveBeenCalledOnce();
    fail('once more');
    await tick();
    expect(made.end).toHaveBeenCalledOnce();
    expect(fake.callsOf('app.exit')).toEqual([[1]]);
    const written = await readFile(join(userData, 'gantry', 'faults.log'), 'utf8');
    expect(written.match(/^\S+ exception: Error: .*\n {4}at /gm)).toHaveLength(3);
  });

  test('a second instance steps back and does nothing else', async () => {
    fake.reset({ isFirstInstance: false });
    const createApp = vi.fn<HostParts['createApp']>();
    start({ createApp });
    await fake.becomeReady();
    expect(order()).toContain('app.quit');
    expect(order()).not.toContain('new BrowserWindow');
    expect(createApp).not.toHaveBeenCalled();
  });

  test('a second instance that is seen before there may be a window is no harm', () => {
    start();
    app.emit('second-instance', {}, [], '/', undefined);
    expect(fake.windows).toHaveLength(0);
  });
});

describe('the look', () => {
  test('that was chosen is there before the window, and follows the choice', async () => {
    const made = services();
    const dark: Look = { theme: 'dark', contrast: 'system' };
    made.looks.mockReturnValue(chosen(dark, { ...dark, contrast: 'high' }, system));
    start({ createApp: () => Promise.resolve(made), chosenLook: () => Promise.resolve(dark) });
    await fake.becomeReady();
    const [options] = fake.firstCall('new BrowserWindow');
    expect(options).toMatchObject({ backgroundColor: backgrounds.normal.dark });
    await tick();
    const drawn = fake.callsOf('setBackgroundColor').map(([color]) => color);
    expect(drawn[0]).toBe(backgrounds.high.dark);
    expect(drawn.at(-1)).toBe(backgrounds.normal.light);
  });
});

describe('when ready', () => {
  test('permissions, page, menu and window come before the services', async () => {
    const createApp = vi.fn<HostParts['createApp']>(() => {
      fake.window.emit('seen by createApp');
      return Promise.resolve(services());
    });
    start({ createApp });
    expect(createApp).not.toHaveBeenCalled();
    await fake.becomeReady();
    const steps = order();
    expect(steps.slice(steps.indexOf('ready'))).toEqual([
      'ready',
      'session.setPermissionRequestHandler',
      'session.setPermissionCheckHandler',
      'session.protocol.handle',
      'Menu.setApplicationMenu',
      'new BrowserWindow',
      'loadURL',
    ]);
    expect(createApp.mock.calls).toEqual([
      [
        {
          dataDir: join('/fake/userData', 'gantry'),
          host: { kind: 'electron', version: '1.2.3', platform: process.platform },
          logSearch: join(out, 'log-search', 'worker.cjs'),
          startUtility: expect.any(Function),
          note: expect.any(Function),
          paste: expect.any(Function),
          tell: expect.any(Function),
        },
      ],
    ]);
  });

  test('the window is there though the services never come', async () => {
    start({ createApp: () => new Promise(() => undefined) });
    await fake.becomeReady();
    expect(fake.windows).toHaveLength(1);
    expect((await fake.session.fetch('app://ui/')).status).toBe(200);
  });

  test('a page that asks early is served when the services are there', async () => {
    const made = services();
    const work = new EventEmitter();
    start({ createApp: () => once(work, 'done').then(() => made) });
    await fake.becomeReady();
    connect();
    await tick();
    expect(made.serve).not.toHaveBeenCalled();
    work.emit('done');
    await tick();
    expect(made.serve).toHaveBeenCalledOnce();
  });

  test('every web contents is guarded, the window’s included', async () => {
    start();
    await fake.becomeReady();
    expect(fake.window.webContents.permits('will-frame-navigate', 'https://example.com/')).toBe(false);
  });

  test('services that cannot start are told, and the app ends', async () => {
    start({ createApp: () => Promise.reject(new Error('the disk is full')) });
    await fake.becomeReady();
    const port = connect();
    await tick();
    expect(fake.callsOf('dialog.showErrorBox')).toEqual([['Gantry cannot start its services', 'the disk is full']]);
    expect(fake.callsOf('app.exit')).toEqual([[1]]);
    expect(port.closed).toBe(true);
  });

  test('a copy without its page says so', async () => {
    start({ out: join(out, 'missing') });
    await fake.becomeReady();
    await tick();
    expect(fake.firstCall('dialog.showErrorBox')[0]).toBe('Gantry cannot find its page');
  });
});

describe('the window', () => {
  test('comes back for a second instance: restored, shown, focused', async () => {
    start();
    await fake.becomeReady();
    fake.window.minimize();
    app.emit('second-instance', {}, ['gantry'], '/', undefined);
    expect(order().slice(-3)).toEqual(['restore', 'show', 'focus']);
    expect(fake.windows).toHaveLength(1);
  });

  test('is made anew when it was closed (macOS)', async () => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: 'darwin' } }));
    start();
    await fake.becomeReady();
    fake.window.close();
    app.emit('activate');
    vi.unstubAllGlobals();
    expect(fake.windows).toHaveLength(1);
    expect(fake.callsOf('new BrowserWindow')).toHaveLength(2);
  });

  test('takes the app with it when it is closed, except on macOS', async () => {
    const made = services();
    start({ createApp: () => Promise.resolve(made) });
    await fake.becomeReady();
    fake.window.close();
    await tick();
    const ends = process.platform === 'darwin' ? 0 : 1;
    expect(made.end).toHaveBeenCalledTimes(ends);
    expect(fake.callsOf('app.exit')).toHaveLength(ends);
  });

  test('a start while it ends is a start once it has ended', async () => {
    const work = new EventEmitter();
    start({ createApp: () => Promise.resolve({ ...services(), end: async () => void (await once(work, 'done')) }) });
    await fake.becomeReady();
    fake.window.emit('session-end', {});
    await tick();
    app.emit('second-instance', {}, [], '/', undefined);
    await tick();
    expect(fake.callsOf('new BrowserWindow')).toHaveLength(1);
    work.emit('done');
    await tick();
    expect(order().slice(-2)).toEqual(['app.relaunch', 'app.exit']);
  });

  test('saves what it can when Windows ends the session', async () => {
    const made = services();
    start({ createApp: () => Promise.resolve(made) });
    await fake.becomeReady();
    fake.window.emit('session-end', {});
    await tick();
    expect(made.end).toHaveBeenCalledOnce();
  });
});

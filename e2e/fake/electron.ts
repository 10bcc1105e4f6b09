/**
 * The `electron` module of unit tests: what the host uses of it, with Electron's rules and error texts, and nothing
 * else. Every part is checked against electron.d.ts, so a changed signature breaks the compile; using a part that is
 * not faked throws an error that names it. `fake` is the other side: it shows what was done and makes things happen.
 */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { FakeContents, type FakeFrame } from './contents.ts';
import {
  contextBridgeParts,
  crashReporterParts,
  dialogParts,
  ipcRendererParts,
  menuParts,
  protocolParts,
  shellParts,
} from './electron-parts.ts';
import { FakeSession } from './session.ts';
import { notFaked, state } from './state.ts';
import { utilityProcessParts } from './utility.ts';

export { FakeContents, FakeFrame } from './contents.ts';
export { FakePort } from './port.ts';
export { FakeSession } from './session.ts';

class FakeApp extends EventEmitter {
  readonly isPackaged = false;

  setName(name: string): void {
    state.record('app.setName', name);
  }
  setPath(name: string, path: string): void {
    state.record('app.setPath', name, path);
    state.paths.set(name, path);
  }
  getPath(name: string): string {
    return state.paths.get(name) ?? `/fake/${name}`;
  }
  getVersion(): string {
    return '1.2.3';
  }
  enableSandbox(): void {
    state.beforeReady('app.enableSandbox');
  }
  requestSingleInstanceLock(): boolean {
    state.record('app.requestSingleInstanceLock');
    return state.isFirstInstance;
  }
  setAppUserModelId(id: string): void {
    state.record('app.setAppUserModelId', id);
  }
  isReady(): boolean {
    return state.isReady;
  }
  whenReady(): Promise<void> {
    return state.ready;
  }
  /** Fires what Electron fires; whether the process would end is in the record. */
  quit(): void {
    state.record('app.quit');
    for (const name of ['before-quit', 'will-quit']) {
      const event = cancelable();
      app.emit(name, event);
      if (event.defaultPrevented) return;
    }
    state.record('the process ends');
  }
  relaunch(): void {
    state.record('app.relaunch');
  }
  exit(code?: number): void {
    state.record('app.exit', code);
  }
}

class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  #minimized = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    state.afterReady('Cannot create BrowserWindow before app is ready');
    state.record('new BrowserWindow', options);
    fake.windows.push(this);
    app.emit('web-contents-created', cancelable(), this.webContents);
  }
  loadURL(url: string): Promise<void> {
    state.record('loadURL', url);
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  setBackgroundColor(color: string): void {
    state.record('setBackgroundColor', color);
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  minimize(): void {
    this.#minimized = true;
  }
  restore(): void {
    state.record('restore');
    this.#minimized = false;
  }
  show(): void {
    state.record('show');
  }
  focus(): void {
    state.record('focus');
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  hide(): void {
    state.record('hide');
  }
  /** As a person closes it: the host may want it to stay. */
  close(): void {
    const event = cancelable();
    this.emit('close', event);
    if (event.defaultPrevented) return;
    this.#destroyed = true;
    this.emit('closed');
    fake.windows.splice(fake.windows.indexOf(this), 1);
    if (fake.windows.length === 0) app.emit('window-all-closed');
  }
}

class FakeTheme extends EventEmitter {
  shouldUseDarkColors = false;
  shouldUseHighContrastColors = false;
  private source: Electron.NativeTheme['themeSource'] = 'system';

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source;
  }
  /** Here the system is light. */
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    this.source = source;
    this.shouldUseDarkColors = source === 'dark';
    this.emit('updated');
  }
}

/** The members of electron.d.ts that are faked: a member that changes there no longer fits. */
type Faked<Real, Keys extends keyof Real> = {
  [K in Keys]: Real[K] extends (...args: infer A) => infer R ? (...args: A) => R : Real[K];
};
type AppMembers =
  | 'isPackaged'
  | 'exit'
  | 'relaunch'
  | 'getPath'
  | 'setPath'
  | 'setName'
  | 'getVersion'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'isReady'
  | 'whenReady'
  | 'quit';
type WindowMembers =
  | 'loadURL'
  | 'setBackgroundColor'
  | 'isMinimized'
  | 'minimize'
  | 'restore'
  | 'show'
  | 'focus'
  | 'isDestroyed'
  | 'hide'
  | 'close';

export const app = notFaked('app', new FakeApp() satisfies Faked<Electron.App, AppMembers>);
export const BrowserWindow = FakeWindow satisfies new (
  options: Electron.BrowserWindowConstructorOptions,
) => Faked<Electron.BrowserWindow, WindowMembers>;
export const ipcMain = notFaked('ipcMain', new EventEmitter());
export const nativeTheme = notFaked(
  'nativeTheme',
  new FakeTheme() satisfies Pick<Electron.NativeTheme, 'themeSource'> & {
    shouldUseDarkColors: boolean;
    shouldUseHighContrastColors: boolean;
  },
);
export const protocol = notFaked('protocol', protocolParts);
export const shell = notFaked('shell', shellParts);
export const dialog = notFaked('dialog', dialogParts);
export const Menu = notFaked('Menu', menuParts);
export const crashReporter = notFaked('crashReporter', crashReporterParts);
export const contextBridge = notFaked('contextBridge', contextBridgeParts);
export const ipcRenderer = notFaked('ipcRenderer', ipcRendererParts);
export const utilityProcess = notFaked('utilityProcess', utilityProcessParts);
export const session = notFaked('session', {
  get defaultSession(): FakeSession {
    state.afterReady('Session can only be received when app is ready');
    return fake.session;
  },
});

/** Parts of Electron that the host does not use: any use is an error that names the part. */
export const clipboard = notFaked('clipboard', {});
export const net = notFaked('net', {});
export const safeStorage = notFaked('safeStorage', {});
export const screen = notFaked('screen', {});
export const webContents = notFaked('webContents', {});

/** The other side of the fake. */
export const fake = {
  windows: [] as FakeWindow[],
  session: new FakeSession(),

  /** What the host did, in order: `[what, ...arguments]`. */
  get calls(): readonly (readonly unknown[])[] {
    return state.calls;
  },
  /** The arguments of every call of one kind. */
  callsOf(what: string): readonly (readonly unknown[])[] {
    return state.calls.filter(([name]) => name === what).map(([, ...rest]) => rest);
  },
  /** The arguments of the first call of one kind; throws if there was none. */
  firstCall(what: string): readonly unknown[] {
    const [first] = fake.callsOf(what);
    if (!first) throw new Error(`${what} was not called`);
    return first;
  },
  /** The one window; throws if there is none. */
  get window(): FakeWindow {
    const [first] = fake.windows;
    if (!first) throw new Error('no window is open');
    return first;
  },
  /** A fresh process: nothing registered, nothing recorded, not ready. */
  reset(changes: { isFirstInstance?: boolean } = {}): void {
    app.removeAllListeners();
    ipcMain.removeAllListeners();
    nativeTheme.removeAllListeners();
    nativeTheme.themeSource = 'system';
    nativeTheme.shouldUseHighContrastColors = false;
    fake.windows.length = 0;
    fake.session = new FakeSession();
    state.reset(changes.isFirstInstance ?? true);
  },
  /** Makes the app ready and lets everything that waited run. */
  async becomeReady(): Promise<void> {
    state.becomeReady();
    await new Promise((resolve) => setImmediate(resolve));
  },
  /** What the next message box is answered with: the index of the button; below zero it stays open until its signal aborts. */
  answerWith(button: number): void {
    state.answer = button;
  },
  failToOpenExternal(): void {
    state.openExternalFails = true;
  },
  /** A message from a page, as `ipcRenderer.postMessage` sends it. */
  postToMain(
    channel: string,
    sender: FakeContents,
    ports: unknown[],
    frame: FakeFrame | null = sender.mainFrame,
  ): void {
    ipcMain.emit(channel, { ports, sender, senderFrame: frame, type: 'frame' }, null);
  },
};

function cancelable(): { defaultPrevented: boolean; preventDefault(): void } {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
  };
}

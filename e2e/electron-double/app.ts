import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type * as Electron from 'electron';
import { startChromium, stopAtOnce, stopChromium } from './chromium.ts';
import { cancelable } from './event.ts';
import { InstanceLock } from './instance-lock.ts';
import { becomeReady, isReady, requireNotReady } from './lifecycle.ts';
import { windows } from './registry.ts';

/** How the program was started, and what it runs. */
export interface Started {
  /** Path of the executable as it was called. */
  readonly program: string;
  /** The app's folder or archive. */
  readonly appPath: string;
  readonly packaged: boolean;
  readonly name: string;
  readonly version: string;
  /** Whether Playwright wants to reach the pages. */
  readonly debuggingPort: boolean;
}

type Members =
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'showAboutPanel'
  | 'whenReady';

class DoubleApp extends EventEmitter implements Pick<Electron.App, Members> {
  name = 'Electron';
  isPackaged = false;
  #started: Started | undefined;
  readonly #paths = new Map<string, string>();
  readonly #lock = new InstanceLock();
  #toldFirst: Promise<void> = Promise.resolve();
  #quitting = false;
  #exiting = false;
  #relaunch: (() => void) | undefined;

  /** The program's own start; the app's main script has run by the time Chromium does. */
  launch(started: Started, runMain: () => void): void {
    this.#started = started;
    this.name = started.name;
    this.isPackaged = started.packaged;
    // Electron's own handlers: the polite signals quit the app.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
    process.on('exit', () => {
      this.#lock.release();
      stopAtOnce();
    });
    runMain();
    setImmediate(() => {
      if (!this.#quitting) void this.#becomeReady(started.debuggingPort);
    });
  }

  async #becomeReady(port: boolean): Promise<void> {
    try {
      await startChromium(port);
    } catch (error) {
      process.stderr.write(`electron double: Chromium does not start: ${String(error)}\n`);
      process.exit(1);
    }
    if (this.#exiting) return;
    becomeReady();
    this.emit('ready', cancelable(), {});
  }

  isReady(): boolean {
    return isReady();
  }
  whenReady(): Promise<void> {
    return isReady() ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()));
  }
  enableSandbox(): void {
    requireNotReady('app.enableSandbox() can only be called before app is ready');
  }

  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return this.#started?.version ?? '0.0.0';
  }
  getAppPath(): string {
    return this.#started?.appPath ?? process.cwd();
  }
  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const home = process.env.HOME ?? homedir();
    const appData = process.env.XDG_CONFIG_HOME ?? join(home, '.config');
    const usual: Partial<Record<typeof name, string>> = {
      home,
      appData,
      userData: join(appData, this.name),
      temp: tmpdir(),
      exe: this.#started?.program ?? process.execPath,
      downloads: join(home, 'Downloads'),
    };
    const path = this.#paths.get(name) ?? usual[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (this.#lock.held) return true;
    const start = { argv: process.argv, cwd: process.cwd(), data: additionalData };
    const { owned, told } = this.#lock.acquire(this.getPath('userData'), start, ({ argv, cwd, data }) => {
      // As in Electron: not before the app is ready.
      void this.whenReady().then(() => this.emit('second-instance', cancelable(), argv, cwd, data));
    });
    this.#toldFirst = told;
    return owned;
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.held;
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release();
  }

  quit(): void {
    void this.#quit();
  }
  async #quit(): Promise<void> {
    if (this.#quitting) return;
    this.#quitting = await this.#windowsClose();
    if (!this.#quitting) return;
    const event = cancelable();
    this.emit('will-quit', event);
    this.#quitting = !event.defaultPrevented;
    if (this.#quitting) this.exit(0);
  }
  /** Asks the app, then its windows, any of which may refuse. */
  async #windowsClose(): Promise<boolean> {
    this.#quitting = true;
    const event = cancelable();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return false;
    for (const window of windows) if (!(await window.closeAfterAsking())) return false;
    return true;
  }
  exit(code = 0): void {
    if (this.#exiting) return;
    this.#exiting = true;
    this.#quitting = true;
    for (const window of windows) window.destroy();
    this.emit('quit', cancelable(), code);
    void Promise.all([this.#toldFirst, stopChromium()]).then(() => {
      this.#lock.release();
      this.#relaunch?.();
      process.exit(code);
    });
  }
  relaunch(options?: Electron.RelaunchOptions): void {
    const program = options?.execPath ?? this.getPath('exe');
    const args = options?.args ?? process.argv.slice(1);
    this.#relaunch = () => spawn(program, args, { detached: true, stdio: 'inherit' }).unref();
  }

  /** A window calls it when it was the last one. */
  lastWindowClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  setAppUserModelId(): void {}
  showAboutPanel(): void {}
}

export const app = new DoubleApp();

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, dialog, Menu, session, type WebContents } from 'electron';
import type { MainWire } from '../../../app/rpc/wire.ts';
import type { createApp, GantryApp } from '../../app.ts';
import { loadPage } from '../page.ts';
import { acceptWires } from './connect.ts';
import { guardContents, guardSession } from './guards.ts';
import { log } from './log.ts';
import { menuTemplate } from './menu.ts';
import { type Options, parseOptions } from './options.ts';
import { handlePage, registerPageScheme } from './page-protocol.ts';
import { cleanUpBeforeQuit } from './quit.ts';
import { type SelfTest, selfTest } from './self-test.ts';
import { openWindow } from './window.ts';

/** The same as `appId` in electron-builder.yml: Windows groups windows and notifications by it. */
export const appId = 'dev.gantry.Gantry';

export interface HostParts {
  readonly createApp: typeof createApp;
  readonly argv: readonly string[];
  /** The folder that holds the built `preload/` and `renderer/`. */
  readonly out: string;
}

/**
 * Starts the Electron host. Everything up to `whenReady` is synchronous on purpose: the scheme, the sandbox, the paths
 * and the lock must be settled before Electron is ready, and `ready` does not wait.
 */
export function startHost(parts: HostParts): void {
  process.on('uncaughtException', (error) => log('uncaught exception', error));
  process.on('unhandledRejection', (error) => log('unhandled rejection', error));
  const options = parseOptions(parts.argv);
  app.setName('Gantry');
  const userData = options.userDataDir ?? (options.selfTest ? passingFolder() : undefined);
  if (userData) app.setPath('userData', userData);
  app.enableSandbox();
  registerPageScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  new Host(parts, options).run();
}

/** A folder that goes with the process: nobody looks for what a self-test kept. */
function passingFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-self-test-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

class Host {
  readonly #parts: HostParts;
  readonly #options: Options;
  #window: BrowserWindow | undefined;
  #app: Promise<GantryApp> | undefined;
  #test: SelfTest | undefined;

  constructor(parts: HostParts, options: Options) {
    this.#parts = parts;
    this.#options = options;
  }

  run(): void {
    app.on('second-instance', () => this.#showWindow());
    app.on('activate', () => this.#showWindow());
    app.on('web-contents-created', (_event, contents) => guardContents(contents));
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('child-process-gone', (_event, { type, reason }) => log(`a ${type} process is gone: ${reason}`));
    cleanUpBeforeQuit(() => this.#cleanUp());
    crashReporter.start({ uploadToServer: false });
    app.setAppUserModelId(appId);
    app
      .whenReady()
      .then(() => this.#ready())
      .catch((error: unknown) => this.#fail('Gantry cannot start', error));
  }

  #ready(): void {
    const { out, createApp } = this.#parts;
    const page = loadPage(join(out, 'renderer'));
    page.catch((error: unknown) => this.#fail('Gantry cannot find its page', error));
    guardSession(session.defaultSession);
    handlePage(session.defaultSession, page);
    const test = this.#options.selfTest ? selfTest(session.defaultSession) : undefined;
    this.#test = test;
    acceptWires(
      (contents) => this.#owns(contents),
      (wire) => this.#serve(test ? test.observe(wire) : wire),
    );
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ platform: process.platform, devTools: !app.isPackaged })),
    );
    this.#window = this.#open();
    test?.run(this.#window);
    // After the window: whatever the engine does, the person sees something at once.
    const host = { kind: 'electron', version: app.getVersion(), platform: process.platform } as const;
    const logSearch = join(this.#parts.out, 'log-search', 'worker.cjs');
    this.#app = createApp({ dataDir: join(app.getPath('userData'), 'gantry'), host, logSearch });
    this.#app.catch((error: unknown) => this.#fail('Gantry cannot start its services', error));
  }

  #open(): BrowserWindow {
    const window = openWindow({ preload: join(this.#parts.out, 'preload', 'index.cjs') });
    // Windows ends a session without `will-quit`, and waits for nobody.
    window.once('session-end', () => void this.#cleanUp().catch((error: unknown) => log('cleaning up failed', error)));
    window.once('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    return window;
  }

  async #cleanUp(): Promise<void> {
    const services = await this.#app;
    await services?.dispose();
  }

  #owns(contents: WebContents): boolean {
    return this.#window?.webContents === contents;
  }

  /** Brings the window back, whatever became of it. */
  #showWindow(): void {
    if (!app.isReady()) return;
    if (!this.#window) {
      this.#window = this.#open();
      return;
    }
    if (this.#window.isMinimized()) this.#window.restore();
    this.#window.show();
    this.#window.focus();
  }

  /** The page may ask before the services run: the wire waits, and its port queues. */
  #serve(wire: MainWire): void {
    if (!this.#app) {
      wire.close();
      return;
    }
    this.#app.then(
      (services) => services.serve(wire),
      () => wire.close(),
    );
  }

  /** Something without which there is nothing to show. */
  #fail(what: string, error: unknown): void {
    log(what, error);
    const reason = error instanceof Error ? error.message : String(error);
    if (this.#test) {
      this.#test.fail(`${what}: ${reason}`);
      return;
    }
    dialog.showErrorBox(what, reason);
    app.exit(1);
  }
}

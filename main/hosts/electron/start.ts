import { join } from 'node:path';
import { app, type BrowserWindow, crashReporter, dialog, Menu, session, type WebContents } from 'electron';
import type { MainWire } from '../../../app/rpc/wire.ts';
import type { chosenLook, createApp, GantryApp } from '../../app.ts';
import { holdLastLine, type LastLine } from '../last-line.ts';
import { loadPage } from '../page.ts';
import { acceptWires } from './connect.ts';
import { guardContents, guardSession } from './guards.ts';
import { log } from './log.ts';
import { WindowLook } from './look.ts';
import { menuTemplate } from './menu.ts';
import { type Options, parseOptions } from './options.ts';
import { pageUrl } from './origin.ts';
import { handlePage, registerPageScheme } from './page-protocol.ts';
import { Quit } from './quit.ts';
import { type SelfTest, selfTest } from './self-test.ts';
import { selfTestProfile } from './self-test-profile.ts';
import { electronUtility } from './utility.ts';
import { openWindow } from './window.ts';

/** The same as `appId` in electron-builder.yml: Windows groups windows and notifications by it. */
export const appId = 'dev.gantry.Gantry';

export interface HostParts {
  readonly createApp: typeof createApp;
  readonly chosenLook: typeof chosenLook;
  readonly argv: readonly string[];
  /** The folder that holds the built `preload/` and `renderer/`. */
  readonly out: string;
}

/**
 * Starts the Electron host. Everything up to `whenReady` is synchronous on purpose: the scheme, the sandbox, the paths
 * and the lock must be settled before Electron is ready, and `ready` does not wait.
 */
export function startHost(parts: HostParts): void {
  const lastLine = holdLastLine(dataDir);
  const options = parseOptions(parts.argv);
  app.setName('Gantry');
  const userData = options.userDataDir ?? (options.selfTest ? selfTestProfile() : undefined);
  if (userData) app.setPath('userData', userData);
  app.enableSandbox();
  registerPageScheme();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  new Host(parts, options, lastLine).run();
}

function dataDir(): string {
  return join(app.getPath('userData'), 'gantry');
}

class Host {
  readonly #parts: HostParts;
  readonly #options: Options;
  readonly #lastLine: LastLine;
  readonly #quit = new Quit({ services: () => this.#app, window: () => this.#window });
  readonly #look = new WindowLook();
  #window: BrowserWindow | undefined;
  #app: Promise<GantryApp> | undefined;
  #test: SelfTest | undefined;

  constructor(parts: HostParts, options: Options, lastLine: LastLine) {
    this.#parts = parts;
    this.#options = options;
    this.#lastLine = lastLine;
  }

  run(): void {
    const show = () => void (this.#quit.startAgain() || this.#showWindow());
    app.on('second-instance', show);
    app.on('activate', show);
    app.on('web-contents-created', (_event, contents) => guardContents(contents));
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('child-process-gone', (_event, { type, reason }) => log(`a ${type} process is gone: ${reason}`));
    this.#quit.listen();
    const end = (code: number) => void this.#quit.now(code);
    this.#lastLine.relieve({ tell: () => this.#tellFault(), end, secrets: [] });
    crashReporter.start({ uploadToServer: false });
    app.setAppUserModelId(appId);
    app
      .whenReady()
      .then(() => this.#ready())
      .catch((error: unknown) => this.#fail('Gantry cannot start', error));
  }

  async #ready(): Promise<void> {
    const { out, createApp, chosenLook } = this.#parts;
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
    this.#setMenu();
    // Page, menus and the window's own background are drawn in it from the first moment on.
    this.#look.choose(await chosenLook(dataDir()));
    const window = this.#open();
    this.#window = window;
    // After the window: whatever the engine does, the person sees something at once.
    const host = { kind: 'electron', version: app.getVersion(), platform: process.platform } as const;
    const logSearch = join(this.#parts.out, 'log-search', 'worker.cjs');
    const startUtility = electronUtility(join(this.#parts.out, 'utility', 'program.cjs'));
    const { note } = this.#lastLine;
    const paste = () => this.#window?.webContents.paste();
    this.#app = createApp({ dataDir: dataDir(), host, paste, logSearch, startUtility, note, tell: log });
    this.#app.catch((error: unknown) => this.#fail('Gantry cannot start its services', error));
    test?.run(window, async () => (await this.#app)?.check() ?? {});
    this.#app.then((services) => followLook(services, this.#look)).catch(() => undefined);
  }

  #setMenu(): void {
    const template = menuTemplate({
      platform: process.platform,
      devTools: !app.isPackaged,
      showSettings: () => this.#showSettings(),
      quit: () => app.quit(),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  /** Places are in the address: another fragment changes what the page shows and loads nothing. */
  #showSettings(): void {
    this.#showWindow();
    this.#window?.loadURL(`${pageUrl}#/settings`).catch((error: unknown) => log('the settings are not shown', error));
  }

  #open(): BrowserWindow {
    const { out } = this.#parts;
    const icon = join(out, '..', 'assets', 'icons', '256x256.png');
    const window = openWindow({ preload: join(out, 'preload', 'index.cjs'), icon, look: this.#look });
    this.#quit.guard(window);
    window.once('closed', () => {
      if (this.#window === window) this.#window = undefined;
    });
    return window;
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

  #tellFault(): void {
    // Services that cannot start are said elsewhere.
    this.#app?.then((services) => services.countFault()).catch(() => undefined);
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

/** What the person chooses while Gantry runs. */
async function followLook(services: GantryApp, look: WindowLook): Promise<void> {
  for await (const chosen of services.looks(new AbortController().signal)) look.choose(chosen);
}

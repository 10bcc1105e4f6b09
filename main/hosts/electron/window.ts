import { app, BrowserWindow, dialog, Menu, type WebPreferences } from 'electron';
import { log } from './log.ts';
import type { WindowLook } from './look.ts';
import { contextMenuTemplate } from './menu.ts';
import { pageUrl } from './origin.ts';

/** Every switch that matters, written out even where it is the default: a window has these and no others. */
export const lockedPreferences = {
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
} as const satisfies WebPreferences;

export interface WindowParts {
  /** Absolute path of the preload bundle. */
  readonly preload: string;
  /** Absolute path of a picture for window and task bar, where the system takes it from the window. */
  readonly icon: string;
  readonly look: WindowLook;
}

/**
 * Opens the window at once and loads the page into it. Waiting for `ready-to-show` would hang on Wayland, where it may
 * not fire before a window is shown.
 */
export function openWindow({ preload, icon, look }: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    name: 'main',
    windowStatePersistence: true,
    title: 'Gantry',
    width: 1280,
    height: 800,
    // The least that the page is made for.
    minWidth: 390,
    minHeight: 400,
    show: true,
    backgroundColor: look.background(),
    // Elsewhere the program has its own.
    ...(process.platform === 'linux' ? { icon } : {}),
    autoHideMenuBar: true,
    webPreferences: { ...lockedPreferences, preload, devTools: !app.isPackaged },
  });
  look.follow(window);
  offerContextMenu(window);
  surviveCrashes(window);
  load(window, pageUrl);
  return window;
}

function load(window: BrowserWindow, url: string): void {
  // Also rejects when a newer navigation takes over, which is no failure of ours.
  window.loadURL(url).catch((error: unknown) => log('the page did not load', error));
}

function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
}

/** A page that cannot work says so; a page that died can be loaded again. The engine's side goes on meanwhile. */
function surviveCrashes(window: BrowserWindow): void {
  const { webContents } = window;
  webContents.once('preload-error', (_event, _path, error) => {
    log('preload failed', error);
    load(window, preloadErrorPage(error.message));
  });
  const question = new OneQuestion(window);
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || question.endedPage()) return;
    log(`the page's process is gone: ${reason}, exit code ${exitCode}`);
    question.ask(`The window stopped working (${reason}).`, ['Reload', 'Quit']);
  });
  webContents.on('unresponsive', () => question.ask('The window does not answer.', ['Wait', 'Reload']));
  webContents.on('responsive', () => question.withdraw());
}

/** What a person is asked about a page that does not work: one question at a time, taken back when it is answered by events. */
class OneQuestion {
  readonly #window: BrowserWindow;
  #open: AbortController | undefined;
  /** The page's process was ended to load it anew, and Electron has not said yet that it is gone. */
  #ended = false;

  constructor(window: BrowserWindow) {
    this.#window = window;
  }

  ask(message: string, buttons: string[]): void {
    this.withdraw();
    const open = new AbortController();
    this.#open = open;
    void this.#answered(message, buttons, open.signal).then(() => {
      if (this.#open === open) this.#open = undefined;
    });
  }

  withdraw(): void {
    this.#open?.abort();
    this.#open = undefined;
  }

  /** Whether the page's process is gone because of `Reload`; asked once for each time. */
  endedPage(): boolean {
    const ended = this.#ended;
    this.#ended = false;
    return ended;
  }

  async #answered(message: string, buttons: string[], signal: AbortSignal): Promise<void> {
    const answer = buttons[await show(this.#window, message, buttons, signal)];
    if (signal.aborted || this.#window.isDestroyed()) return;
    if (answer === 'Reload') this.#reload();
    if (answer === 'Quit') app.quit();
  }

  /** A page that hangs does not take part in being loaded anew: its process is ended first. */
  #reload(): void {
    const { webContents } = this.#window;
    if (!webContents.isCrashed()) {
      this.#ended = true;
      webContents.once('did-finish-load', () => this.endedPage());
      webContents.forcefullyCrashRenderer();
    }
    webContents.reload();
  }
}

async function show(window: BrowserWindow, message: string, buttons: string[], signal: AbortSignal): Promise<number> {
  const question = { type: 'warning', title: 'Gantry', message, buttons, defaultId: 0, cancelId: 0, signal } as const;
  try {
    return (await dialog.showMessageBox(window, question)).response;
  } catch (error) {
    log('a question could not be shown', error);
    return 0;
  }
}

/** Without preload there is no way to the engine, so the page is replaced by one that says why. */
function preloadErrorPage(reason: string): string {
  const text = reason.replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`);
  const html = `<!doctype html><meta charset="utf-8"><title>Gantry</title><style>body{font:14px system-ui;margin:3rem}
pre{white-space:pre-wrap}</style><h1>Gantry cannot start its window</h1><p>This copy is damaged: install it again.</p>
<pre>${text}</pre>`;
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`;
}

import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { devTools } from './chromium.ts';
import { cancelable } from './event.ts';
import { Hangs } from './hangs.ts';
import { Menu } from './menu/menu.ts';
import { fromChromium, toChromium } from './protocol.ts';
import { ipcMain } from './relay.ts';
import { session } from './session.ts';
import { openTarget, type Target, type TargetEvents } from './target.ts';
import { nativeTheme } from './theme.ts';
import type { DoubleWindow } from './window.ts';

/** How long a page may take to say good-bye, or whether it wants to stay (ms). */
const patience = 3000;

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
type Members =
  | 'close'
  | 'executeJavaScript'
  | 'forcefullyCrashRenderer'
  | 'getURL'
  | 'getZoomLevel'
  | 'id'
  | 'isCrashed'
  | 'isDestroyed'
  | 'loadURL'
  | 'paste'
  | 'reload'
  | 'setWindowOpenHandler'
  | 'setZoomLevel';

let lastId = 0;

/** The page in a window: a target of Chromium, reached as soon as it is there. */
export class DoubleContents extends EventEmitter implements Pick<Electron.WebContents, Members> {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame = { url: '' };
  readonly window: DoubleWindow;
  readonly #target: Promise<Target>;
  readonly #hangs: Hangs;
  /** Chromium's name for it, once it is there. */
  targetId: string | undefined;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #destroyed = false;
  #crashed = false;
  #navigatesByProgram = false;
  #zoomLevel = 0;

  constructor(window: DoubleWindow, preload: string | undefined) {
    super();
    this.id = lastId += 1;
    this.window = window;
    this.#hangs = new Hangs(
      () => this.evaluate('0'),
      (event) => this.emit(event),
    );
    this.#target = openTarget({ size: window.getBounds(), preload, events: this.#targetEvents() });
    void this.#target.then(({ id }) => {
      this.targetId = id;
      return this.applyTheme();
    });
  }

  #targetEvents(): TargetEvents {
    return {
      onIpc: (channel, message, ports) => {
        const event = { sender: this, senderFrame: this.mainFrame, ports, type: 'frame' };
        ipcMain.emit(channel, event, message);
      },
      onOpen: (url) => {
        const details = { url: fromChromium(url), frameName: '', features: '', disposition: 'foreground-tab' };
        this.#openHandler(details as Electron.HandlerDetails);
      },
      onKey: (key) => Menu.press(key, this.window),
      onContextMenu: (menu) => this.emit('context-menu', cancelable(), menu),
      onPreloadError: (path, error) => this.emit('preload-error', cancelable(), path, error),
      onConsole: (level, message) => this.emit('console-message', cancelable({ level, message })),
      onDocument: (url) => {
        this.mainFrame.url = url;
        void this.applyPermissions();
        // Once more: whoever else is attached sets the media of a page, too, before its first document.
        void this.applyTheme();
      },
      onLoaded: () => {
        this.emit('did-finish-load');
        this.#hangs.watch();
      },
      onCrashed: () => {
        this.#crashed = true;
        this.#hangs.stop();
        this.emit('render-process-gone', cancelable(), { reason: 'crashed', exitCode: 5 });
      },
      mayNavigate: (url, isMainFrame) => this.#mayNavigate(url, isMainFrame),
      beforeDocument: () => this.#sayGoodbye(),
    };
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    const byProgram = this.#navigatesByProgram && isMainFrame;
    if (byProgram) this.#navigatesByProgram = false;
    if (byProgram) return true;
    const event = cancelable({ url, isMainFrame, isSameDocument: false });
    this.emit('will-frame-navigate', event);
    return !event.defaultPrevented;
  }

  getURL(): string {
    return this.mainFrame.url;
  }
  async loadURL(url: string): Promise<void> {
    const { devtools } = await this.#target;
    const loaded = new Promise((resolve) => this.once('did-finish-load', resolve));
    this.#navigatesByProgram = true;
    const { errorText } = await devtools.send('Page.navigate', { url: toChromium(url) });
    if (errorText) throw new Error(`${errorText} loading '${url}'`);
    await loaded;
  }
  reload(): void {
    this.#crashed = false;
    this.#navigatesByProgram = true;
    void this.#send((devtools) => devtools.send('Page.reload'));
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }
  forcefullyCrashRenderer(): void {
    void this.#send((devtools) => devtools.send('Page.crash'));
  }

  getZoomLevel(): number {
    return this.#zoomLevel;
  }
  /** As in a browser: the page gets fewer, larger pixels. */
  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
    const factor = 1.2 ** level;
    const { width, height } = this.window.getBounds();
    const metrics = { width: Math.round(width / factor), height: Math.round(height / factor) };
    void this.#send(({ send }) =>
      level === 0
        ? send('Emulation.clearDeviceMetricsOverride')
        : send('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: factor, mobile: false }),
    );
  }
  paste(): void {
    void this.edit('paste');
  }
  /** Does in the page what an editing role does, e.g. `copy`. */
  edit(command: string): Promise<void> {
    return this.#send((devtools) =>
      devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] }),
    );
  }

  close(options?: Electron.CloseOpts): void {
    if (options?.waitForBeforeUnload) this.window.close();
    else this.window.destroy();
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#hangs.stop();
    void this.#target.then((target) => target.close()).catch(() => undefined);
    this.emit('destroyed');
  }

  /** Whether the page lets its window close: its `beforeunload` may keep it, unless the app overrules that. */
  async letsGo(): Promise<boolean> {
    const ask = `(() => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    })()`;
    const stays = await this.#within(this.evaluate(ask));
    if (stays === true) {
      const event = cancelable();
      this.emit('will-prevent-unload', event);
      if (!event.defaultPrevented) return false;
    }
    await this.#sayGoodbye();
    return true;
  }

  /**
   * What a page says in `pagehide` reaches Electron's main process. DevTools hears nothing of a dying document, so the
   * event comes while it still lives, and what it sent is let through: its ports are served in the order of sending.
   */
  async #sayGoodbye(): Promise<void> {
    if (this.#crashed || this.mainFrame.url === '') return;
    const goodbye = `new Promise((resolve) => {
      window.dispatchEvent(new PageTransitionEvent('pagehide'));
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    }).then(() => undefined)`;
    await this.#within(this.evaluate(goodbye));
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.evaluate(code);
  }
  /** Runs an expression in the page; undefined where there is none any more. */
  async evaluate(expression: string): Promise<unknown> {
    const { devtools } = await this.#target;
    const options = { expression, awaitPromise: true, returnByValue: true };
    const answer = await devtools.send('Runtime.evaluate', options).catch(() => undefined);
    return answer?.result.value;
  }

  /** A page that is hung holds up nobody for ever. */
  async #within<T>(work: Promise<T>): Promise<T | undefined> {
    if (this.#crashed) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), patience);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  async applyTheme(): Promise<void> {
    const value = nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
    const features = [{ name: 'prefers-color-scheme', value }];
    await this.#send((devtools) => devtools.send('Emulation.setEmulatedMedia', { features }));
  }

  /** Tells Chromium what the app's check handler says of its page; a page without an origin has no permissions. */
  async applyPermissions(): Promise<void> {
    const { url } = this.mainFrame;
    const origin = URL.canParse(toChromium(url)) ? new URL(toChromium(url)).origin : 'null';
    if (origin === 'null') return;
    const { browser } = devTools();
    for (const [name, granted] of this.session.decide(this as unknown as Electron.WebContents, url)) {
      const setting = granted ? 'granted' : 'denied';
      await this.#send(() => browser.send('Browser.setPermission', { permission: { name }, setting, origin }));
    }
  }

  /** A page that went away meanwhile needs nothing any more. */
  async #send(command: (devtools: Target['devtools']) => Promise<unknown>): Promise<void> {
    const { devtools } = await this.#target;
    await command(devtools).catch(() => undefined);
  }
}

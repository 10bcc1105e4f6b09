import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { state } from './state.ts';

/** One frame of a page; `disposed` makes every access throw, as a frame that is gone does. */
export class FakeFrame {
  disposed = false;
  #url: string;

  constructor(url = '') {
    this.#url = url;
  }
  get url(): string {
    if (this.disposed) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    return this.#url;
  }
  set url(url: string) {
    this.#url = url;
  }
}

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

export class FakeContents extends EventEmitter {
  readonly mainFrame = new FakeFrame();
  /** Whether the page's process is gone. */
  crashed = false;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });

  getURL(): string {
    return this.mainFrame.url;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }
  /** Emits as Electron does; the log level is the page's. */
  complain(message: string): void {
    this.emit('console-message', { level: 'error', message });
  }
  reload(): void {
    state.record('reload');
  }
  isCrashed(): boolean {
    return this.crashed;
  }
  /** A process that is ended so is gone at once, and says so. */
  forcefullyCrashRenderer(): void {
    state.record('forcefullyCrashRenderer');
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  }

  /** Whether the host lets an event of this kind go on. */
  permits(event: 'will-frame-navigate' | 'will-redirect' | 'will-attach-webview', url = ''): boolean {
    let prevented = false;
    this.emit(event, { url, preventDefault: () => (prevented = true) }, {}, {});
    return !prevented;
  }
  /** What the host says to `window.open(url)`. */
  open(url: string): Electron.WindowOpenHandlerResponse {
    const details = {
      url,
      frameName: '',
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'default' },
    };
    return this.#windowOpenHandler(details as Electron.HandlerDetails);
  }
}

import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { DoubleContents } from './contents.ts';
import { cancelable } from './event.ts';
import { requireReady } from './lifecycle.ts';
import { windows } from './registry.ts';

type Members =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'minimize'
  | 'restore'
  | 'setBackgroundColor'
  | 'getBackgroundColor'
  | 'setFullScreen'
  | 'setIcon'
  | 'show';

/** A window without a screen: its state is kept here, its page is real. */
export class DoubleWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Members> {
  readonly webContents: DoubleContents;
  readonly id: number;
  readonly #bounds: Electron.Rectangle;
  readonly #title: string;
  #background: string;
  #visible: boolean;
  #focused = true;
  #minimized = false;
  #fullScreen = false;
  #destroyed = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    requireReady('Cannot create BrowserWindow before app is ready');
    this.#bounds = { x: 0, y: 0, width: options.width ?? 800, height: options.height ?? 600 };
    this.#title = options.title ?? app.name;
    this.#background = options.backgroundColor ?? '#FFFFFF';
    this.#visible = options.show ?? true;
    this.webContents = new DoubleContents(this, options.webPreferences?.preload);
    this.id = this.webContents.id;
    windows.add(this);
    app.emit('web-contents-created', cancelable(), this.webContents);
    app.emit('browser-window-created', cancelable(), this);
  }

  static getAllWindows(): DoubleWindow[] {
    return [...windows];
  }
  static getFocusedWindow(): DoubleWindow | null {
    return [...windows].findLast((window) => window.isFocused()) ?? null;
  }
  static fromWebContents(contents: DoubleContents): DoubleWindow | null {
    return contents.window;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  getTitle(): string {
    return this.#title;
  }
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }
  setBackgroundColor(color: string): void {
    this.#background = color;
  }
  getBackgroundColor(): string {
    return this.#background;
  }
  setIcon(): void {}

  show(): void {
    this.#visible = true;
    this.emit('show');
    this.focus();
  }
  hide(): void {
    this.#visible = false;
    this.#focused = false;
    this.emit('hide');
  }
  focus(): void {
    this.#focused = true;
    this.emit('focus');
  }
  minimize(): void {
    this.#minimized = true;
    this.#focused = false;
    this.emit('minimize');
  }
  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }
  setFullScreen(fullScreen: boolean): void {
    this.#fullScreen = fullScreen;
  }
  isVisible(): boolean {
    return this.#visible && !this.#minimized;
  }
  isFocused(): boolean {
    return this.#focused;
  }
  isMinimized(): boolean {
    return this.#minimized;
  }
  isFullScreen(): boolean {
    return this.#fullScreen;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }

  close(): void {
    void this.closeAfterAsking();
  }
  /** As in Electron: `close`, then the page's `beforeunload`, then `closed`. Says whether the window is gone. */
  async closeAfterAsking(): Promise<boolean> {
    if (this.#destroyed) return true;
    const event = cancelable();
    this.emit('close', event);
    if (event.defaultPrevented || !(await this.webContents.letsGo())) return false;
    this.destroy();
    return true;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    this.webContents.destroy();
    this.emit('closed');
    if (windows.size === 0) setImmediate(() => app.lastWindowClosed());
  }
}

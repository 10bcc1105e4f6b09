import { type BrowserWindow, nativeTheme } from 'electron';
import type { Look } from '../../app.ts';

/** `--bg` of the page's style sheet, so that starting does not flash; `high` is the contrast. */
export const backgrounds = {
  normal: { light: '#ffffff', dark: '#161619' },
  high: { light: '#ffffff', dark: '#000000' },
} as const;

/** What of the chosen look Electron draws: menus, and what a window shows before its page. */
export class WindowLook {
  #contrast: Look['contrast'] = 'system';
  readonly #windows = new Set<BrowserWindow>();

  constructor() {
    nativeTheme.on('updated', () => this.#draw());
  }

  /** Draws everything in a look from now on. */
  choose({ theme, contrast }: Look): void {
    const changed = contrast !== this.#contrast;
    this.#contrast = contrast;
    if (theme !== nativeTheme.themeSource) nativeTheme.themeSource = theme;
    if (changed) this.#draw();
  }

  /** The background of a window that is opened now. */
  background(): string {
    const high = this.#contrast === 'system' ? nativeTheme.shouldUseHighContrastColors : this.#contrast === 'high';
    return backgrounds[high ? 'high' : 'normal'][nativeTheme.shouldUseDarkColors ? 'dark' : 'light'];
  }

  /** Keeps a window's background up to date until it is closed. */
  follow(window: BrowserWindow): void {
    this.#windows.add(window);
    window.once('closed', () => this.#windows.delete(window));
  }

  #draw(): void {
    for (const window of this.#windows) window.setBackgroundColor(this.background());
  }
}

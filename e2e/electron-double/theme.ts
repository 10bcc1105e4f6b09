import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { windows } from './registry.ts';

/** The system of this desktop is light. */
class DoubleTheme extends EventEmitter implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  #source: Electron.NativeTheme['themeSource'] = 'system';

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Error processing argument: ${source}`);
    if (source === this.#source) return;
    this.#source = source;
    for (const { webContents } of windows) void webContents.applyTheme();
    this.emit('updated');
  }
}

export const nativeTheme = new DoubleTheme();

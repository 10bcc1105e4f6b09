import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { windows } from './registry.ts';

type Doubled = Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>;

/** The system of this desktop is light, with the usual contrast. */
class DoubleTheme extends EventEmitter implements Doubled {
  #source: Electron.NativeTheme['themeSource'] = 'system';

  readonly shouldUseHighContrastColors = false;

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

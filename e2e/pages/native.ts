import type { ElectronApplication, Page } from '@playwright/test';
import type * as Electron from 'electron';

/** A question that Electron asked in a window of its own. */
export interface NativeDialog {
  readonly message: string;
  readonly detail: string | undefined;
  readonly buttons: readonly string[];
}

export interface NativeMenuItem {
  readonly label: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly enabled: boolean;
  readonly items: readonly NativeMenuItem[];
}

/** Kept in the main process. */
interface Record {
  readonly dialogs: NativeDialog[];
  /** Labels of buttons; null leaves a dialog open for ever. */
  readonly answers: (string | null)[];
  readonly opened: string[];
}

/**
 * What Electron itself shows of a host and around its window, and what a person does there. Only Electron's own API is
 * used, so that it works on the double and on the real one.
 */
export class Native {
  readonly #app: ElectronApplication;

  constructor(app: ElectronApplication) {
    this.#app = app;
  }

  /** From now on dialogs are answered and addresses noted, instead of shown and opened. */
  async watch(): Promise<void> {
    await this.#app.evaluate(({ dialog, shell }) => {
      const record: Record = { dialogs: [], answers: [], opened: [] };
      Object.assign(globalThis, { nativeRecord: record });
      const show = (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
        const { message, detail, buttons = [], cancelId = 0 } = args.at(-1) as Electron.MessageBoxOptions;
        record.dialogs.push({ message, detail, buttons });
        const answer = record.answers.shift();
        if (answer === null) return new Promise(() => undefined);
        const response = answer === undefined ? cancelId : buttons.indexOf(answer);
        if (response < 0) return Promise.reject(new Error(`"${message}" has no button ${answer}`));
        return Promise.resolve({ response, checkboxChecked: false });
      };
      dialog.showMessageBox = show;
      shell.openExternal = (url) => {
        record.opened.push(url);
        return Promise.resolve();
      };
    });
  }

  /** What the next dialogs are answered with, by the labels of buttons; null leaves one open. Else it is the way out. */
  async answer(...labels: (string | null)[]): Promise<void> {
    await this.#app.evaluate((_electron, labels) => {
      const { nativeRecord } = globalThis as unknown as { nativeRecord: Record };
      nativeRecord.answers.push(...labels);
    }, labels);
  }

  /** Every dialog so far. */
  async dialogs(): Promise<readonly NativeDialog[]> {
    return (await this.#record()).dialogs;
  }

  /** Every address that was handed to the system's browser. */
  async opened(): Promise<readonly string[]> {
    return (await this.#record()).opened;
  }

  #record(): Promise<Record> {
    return this.#app.evaluate(() => (globalThis as unknown as { nativeRecord: Record }).nativeRecord);
  }

  /**
   * Presses keys as a person does, e.g. `Control+Shift+W`: the page first, then the menu. To Electron's menu only what
   * its own API sends is a key.
   */
  async press(page: Page, keys: string): Promise<void> {
    if (!process.env.ELECTRON) return page.keyboard.press(keys);
    const modifiers = keys.split('+');
    const keyCode = modifiers.pop() ?? '';
    await this.#app.evaluate(
      ({ BrowserWindow }, [keyCode, modifiers]) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        for (const type of ['keyDown', 'keyUp'] as const) {
          contents?.sendInputEvent({
            type,
            keyCode,
            modifiers: modifiers as Electron.InputEvent['modifiers'] & object,
          });
        }
      },
      [keyCode, modifiers.map((modifier) => modifier.toLowerCase())] as const,
    );
  }

  /** The menus of the application, with all that is in them. */
  menu(): Promise<readonly NativeMenuItem[]> {
    return this.#app.evaluate(({ Menu }) => {
      const read = (menu: Electron.Menu | null | undefined): NativeMenuItem[] =>
        (menu?.items ?? []).map(({ label, role, accelerator, enabled, submenu }) => {
          return { label, role, accelerator: accelerator ?? undefined, enabled, items: read(submenu) };
        });
      return read(Menu.getApplicationMenu());
    });
  }

  /** Chooses an entry of a menu by its label, with the window in front. */
  async choose(label: string): Promise<void> {
    await this.#app.evaluate(({ Menu, BrowserWindow }, label) => {
      const find = (menu: Electron.Menu | null | undefined): Electron.MenuItem | undefined => {
        for (const item of menu?.items ?? []) {
          const found = item.label.replace('&', '') === label ? item : find(item.submenu);
          if (found) return found;
        }
        return undefined;
      };
      const [window] = BrowserWindow.getAllWindows();
      const item = find(Menu.getApplicationMenu());
      if (!item) throw new Error(`the menus have no "${label}"`);
      item.click({}, window, window?.webContents);
    }, label);
  }

  /** What Electron believes of light and dark, and what a window shows before its page is there. */
  theme(): Promise<{ source: string; dark: boolean; background: string | undefined }> {
    return this.#app.evaluate(({ nativeTheme, BrowserWindow }) => ({
      source: nativeTheme.themeSource,
      dark: nativeTheme.shouldUseDarkColors,
      background: BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase(),
    }));
  }

  /** The window from outside. */
  window(): Promise<{ count: number; url: string; title: string; minimized: boolean; focused: boolean; zoom: number }> {
    return this.#app.evaluate(({ BrowserWindow }) => {
      const all = BrowserWindow.getAllWindows();
      const [window] = all;
      if (!window) throw new Error('there is no window');
      return {
        count: all.length,
        url: window.webContents.getURL(),
        title: window.getTitle(),
        minimized: window.isMinimized(),
        focused: window.isFocused(),
        zoom: window.webContents.getZoomLevel(),
      };
    });
  }
}

import type * as Electron from 'electron';
import { app as doubleApp } from './app.ts';
import type { DoubleContents } from './contents.ts';
import { crashReporter, dialog, shell } from './dialog.ts';
import { doubled } from './doubled.ts';
import { Menu, MenuItem } from './menu/menu.ts';
import { protocol } from './protocol.ts';
import { ipcMain } from './relay.ts';
import { session } from './session.ts';
import { nativeTheme } from './theme.ts';
import { utilityProcess } from './utility-process.ts';
import { DoubleWindow } from './window.ts';

const webContents = {
  getAllWebContents: () => DoubleWindow.getAllWindows().map((window) => window.webContents),
  /** Playwright finds windows by it. */
  fromDevToolsTargetId: (id: string): DoubleContents | undefined => {
    return webContents.getAllWebContents().find(({ targetId }) => targetId === id);
  },
};

/** What `require('electron')` gives to the app's main script. */
export const electron = doubled('electron', {
  app: doubled('app', doubleApp),
  BrowserWindow: DoubleWindow,
  crashReporter: doubled('crashReporter', crashReporter),
  dialog: doubled('dialog', dialog),
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme: doubled('nativeTheme', nativeTheme),
  protocol: doubled('protocol', protocol),
  session: doubled('session', session),
  shell: doubled('shell', shell),
  utilityProcess: doubled('utilityProcess', utilityProcess),
  webContents: doubled('webContents', webContents),
} satisfies Partial<Record<keyof typeof Electron, unknown>>);

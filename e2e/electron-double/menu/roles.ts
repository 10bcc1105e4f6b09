import { app } from '../app.ts';
import type { DoubleWindow } from '../window.ts';

export interface Role {
  readonly label: string;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly run?: (window: DoubleWindow) => void;
}

/** Keys of editing work in the page by themselves. */
const edit = (label: string, accelerator: string, command: string): Role => ({
  label,
  accelerator,
  registerAccelerator: false,
  run: ({ webContents }) => void webContents.edit(command),
});

const zoom = (label: string, accelerator: string, next: (level: number) => number): Role => ({
  label,
  accelerator,
  run: ({ webContents }) => webContents.setZoomLevel(next(webContents.getZoomLevel())),
});

/** What Gantry's menus use of Electron's roles, by their names in small letters, as they are on Linux. */
export const roles: Readonly<Record<string, Role | undefined>> = {
  about: { label: 'About', run: () => app.showAboutPanel() },
  close: { label: 'Close', accelerator: 'CommandOrControl+W', run: (window) => window.close() },
  copy: edit('Copy', 'CommandOrControl+C', 'copy'),
  cut: edit('Cut', 'CommandOrControl+X', 'cut'),
  forcereload: {
    label: 'Force Reload',
    accelerator: 'Shift+CommandOrControl+R',
    run: ({ webContents }) => webContents.reload(),
  },
  help: { label: 'Help' },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', run: (window) => window.minimize() },
  paste: edit('Paste', 'CommandOrControl+V', 'paste'),
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', run: () => app.quit() },
  redo: edit('Redo', 'Shift+CommandOrControl+Z', 'redo'),
  resetzoom: zoom('Actual Size', 'CommandOrControl+0', () => 0),
  selectall: edit('Select All', 'CommandOrControl+A', 'selectAll'),
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Ctrl+Shift+I', run: () => undefined },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    run: (window) => window.setFullScreen(!window.isFullScreen()),
  },
  undo: edit('Undo', 'CommandOrControl+Z', 'undo'),
  zoomin: zoom('Zoom In', 'CommandOrControl+Plus', (level) => level + 0.5),
  zoomout: zoom('Zoom Out', 'CommandOrControl+-', (level) => level - 0.5),
};

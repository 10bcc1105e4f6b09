/** Parts of the fake `electron` that hold nothing themselves: each use is in the record. */
import type * as Electron from 'electron';
import { state } from './state.ts';

export const protocolParts = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    state.beforeReady('protocol.registerSchemesAsPrivileged', schemes);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;

export const shellParts = {
  openExternal(url: string): Promise<void> {
    state.record('shell.openExternal', url);
    return state.openExternalFails ? Promise.reject(new Error('no browser')) : Promise.resolve();
  },
} satisfies Pick<Electron.Shell, 'openExternal'>;

export const dialogParts = {
  showErrorBox(title: string, content: string): void {
    state.record('dialog.showErrorBox', title, content);
  },
  /** With a window before the options or without. A signal that aborts answers as Escape does. */
  async showMessageBox(...args: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    const options = args.at(-1) as Electron.MessageBoxOptions;
    state.record('dialog.showMessageBox', options);
    const answer = { response: state.answer, checkboxChecked: false };
    if (state.answer >= 0 || !options.signal) return answer;
    const { signal } = options;
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    return { ...answer, response: options.cancelId ?? 0 };
  },
} satisfies Pick<Electron.Dialog, 'showErrorBox'> & { showMessageBox: unknown };

export const menuParts = {
  buildFromTemplate(template: Electron.MenuItemConstructorOptions[]) {
    return { template, popup: () => state.record('menu.popup', template) };
  },
  setApplicationMenu(menu: unknown): void {
    state.record('Menu.setApplicationMenu', menu);
  },
};

export const crashReporterParts = {
  start(options: Electron.CrashReporterStartOptions): void {
    state.beforeReady('crashReporter.start', options);
  },
} satisfies Pick<Electron.CrashReporter, 'start'>;

export const contextBridgeParts = {
  exposeInMainWorld(key: string, api: unknown): void {
    state.record('contextBridge.exposeInMainWorld', key, api);
  },
} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>;

export const ipcRendererParts = {
  postMessage(channel: string, message: unknown, transfer?: MessagePort[]): void {
    state.record('ipcRenderer.postMessage', channel, message, transfer);
  },
} satisfies Pick<Electron.IpcRenderer, 'postMessage'>;

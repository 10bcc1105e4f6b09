import type * as Electron from 'electron';

type Shown = Electron.MessageBoxOptions;

/**
 * Nobody is there to answer, so every question is answered with its way out. A test that wants another answer puts its
 * own function in place of one of these, as it would in Electron.
 */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`electron double: error box: ${title}: ${content}\n`);
  },
  showMessageBox(...args: [Electron.BaseWindow, Shown] | [Shown]): Promise<Electron.MessageBoxReturnValue> {
    const { cancelId = 0 } = args.length === 2 ? args[1] : args[0];
    return Promise.resolve({ response: cancelId, checkboxChecked: false });
  },
} satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox'>;

/** The double opens nothing outside itself. */
export const shell = {
  openExternal: (_url: string): Promise<void> => Promise.resolve(),
} satisfies Pick<Electron.Shell, 'openExternal'>;

export const crashReporter = {
  start: (_options: Electron.CrashReporterStartOptions): void => undefined,
} satisfies Pick<Electron.CrashReporter, 'start'>;

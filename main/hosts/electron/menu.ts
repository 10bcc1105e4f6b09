import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds what only a developer needs. */
  readonly devTools: boolean;
  /** Shows the settings in the window. */
  readonly showSettings: () => void;
  readonly quit: () => void;
}

/**
 * The application menu. Outside macOS no Ctrl with a letter may be taken, with Shift or without: they belong to the shell
 * in the terminal (Ctrl+A, W, R, Z, M …), and a slip of the hand must not end what runs there. The window manager's own
 * key closes the window. Edit items show their keys but leave them to Chromium, which handles them in text fields.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, devTools } = options;
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' as const, submenu: appItems(options) }] : []),
    { label: '&File', submenu: mac ? [{ role: 'close' }] : fileItems(options) },
    { label: '&Edit', submenu: editItems(mac) },
    { label: '&View', submenu: viewItems(devTools) },
    mac ? { role: 'windowMenu' } : { label: '&Window', submenu: windowItems },
    ...(mac ? [] : [{ role: 'help' as const, label: '&Help', submenu: [{ role: 'about' as const }] }]),
  ];
}

const separator: MenuItemConstructorOptions = { type: 'separator' };

function settingsItem({ showSettings }: MenuOptions): MenuItemConstructorOptions {
  return { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: showSettings };
}

function appItems(options: MenuOptions): MenuItemConstructorOptions[] {
  return [
    { role: 'about' },
    separator,
    settingsItem(options),
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ];
}

/** Not the roles: those would take Ctrl+W and Ctrl+Q. */
function fileItems(options: MenuOptions): MenuItemConstructorOptions[] {
  return [
    settingsItem(options),
    separator,
    { label: '&Close window', click: (_item, window) => window?.close() },
    { label: '&Quit', click: options.quit },
  ];
}

/** Not the role: that would show Ctrl+M, which is Enter in a terminal. */
const windowItems: MenuItemConstructorOptions[] = [
  { label: '&Minimize', click: (_item, window) => window?.minimize() },
];

function editItems(mac: boolean): MenuItemConstructorOptions[] {
  const roles = ['undo', 'redo', undefined, 'cut', 'copy', 'paste', undefined, 'selectAll'] as const;
  return roles.map((role) => {
    if (!role) return separator;
    // macOS sends these keys through the menu; without it they do not work there.
    return mac ? { role } : { role, registerAccelerator: false };
  });
}

function viewItems(devTools: boolean): MenuItemConstructorOptions[] {
  const developer: MenuItemConstructorOptions[] = [separator, { role: 'forceReload' }, { role: 'toggleDevTools' }];
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The key that has the plus, without Shift: what people press.
    { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomOut' },
    separator,
    { role: 'togglefullscreen' },
    ...(devTools ? developer : []),
  ];
}

/** What a right click offers where the page shows no menu of its own; empty where there is nothing to do. */
export function contextMenuTemplate(
  params: Pick<ContextMenuParams, 'editFlags' | 'isEditable' | 'selectionText'>,
): MenuItemConstructorOptions[] {
  const { editFlags, isEditable } = params;
  if (!isEditable) return params.selectionText.trim() ? [{ role: 'copy', enabled: editFlags.canCopy }] : [];
  return [
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    separator,
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}

import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds what only a developer needs. */
  readonly devTools: boolean;
}

/**
 * The application menu. Outside macOS no plain Ctrl+letter may be taken: they belong to the shell in the terminal
 * (Ctrl+A, W, R, Z, M …). Edit items show their keys but leave them to Chromium, which handles them in text fields.
 */
export function menuTemplate({ platform, devTools }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const first: MenuItemConstructorOptions = mac ? { role: 'appMenu' } : { label: '&File', submenu: fileItems };
  return [
    first,
    { label: '&Edit', submenu: editItems(mac) },
    { label: '&View', submenu: viewItems(devTools) },
    mac ? { role: 'windowMenu' } : { label: '&Window', submenu: windowItems },
    ...(mac ? [] : [{ role: 'help' as const, label: '&Help', submenu: [{ role: 'about' as const }] }]),
  ];
}

const fileItems: MenuItemConstructorOptions[] = [
  { role: 'close', accelerator: 'Ctrl+Shift+W' },
  { type: 'separator' },
  { role: 'quit', accelerator: 'Ctrl+Shift+Q' },
];

/** Not the role: that would show Ctrl+M, which is Enter in a terminal. */
const windowItems: MenuItemConstructorOptions[] = [
  { label: '&Minimize', click: (_item, window) => window?.minimize() },
];

function editItems(mac: boolean): MenuItemConstructorOptions[] {
  const roles = ['undo', 'redo', undefined, 'cut', 'copy', 'paste', undefined, 'selectAll'] as const;
  return roles.map((role) => {
    if (!role) return { type: 'separator' };
    // macOS sends these keys through the menu; without it they do not work there.
    return mac ? { role } : { role, registerAccelerator: false };
  });
}

function viewItems(devTools: boolean): MenuItemConstructorOptions[] {
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'forceReload' },
    { role: 'toggleDevTools' },
  ];
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
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
    { type: 'separator' },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}

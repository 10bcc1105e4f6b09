import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test, vi } from 'vitest';
import { contextMenuTemplate, menuTemplate } from './menu.ts';

/** The keys that Electron gives a role where the template names none (lib/browser/roles.ts). */
const roleKeys: Record<string, string> = {
  undo: 'CmdOrCtrl+Z',
  redo: 'Ctrl+Y',
  cut: 'CmdOrCtrl+X',
  copy: 'CmdOrCtrl+C',
  paste: 'CmdOrCtrl+V',
  selectAll: 'CmdOrCtrl+A',
  close: 'CmdOrCtrl+W',
  quit: 'CmdOrCtrl+Q',
  minimize: 'CmdOrCtrl+M',
  reload: 'CmdOrCtrl+R',
  forceReload: 'Shift+CmdOrCtrl+R',
  toggleDevTools: 'Ctrl+Shift+I',
  resetZoom: 'CmdOrCtrl+0',
  zoomIn: 'CmdOrCtrl+Plus',
  zoomOut: 'CmdOrCtrl+-',
  togglefullscreen: 'F11',
};

/** The grammar of Electron's accelerators, as far as we use it. */
const accelerator = /^((CmdOrCtrl|Ctrl|Shift|Alt)\+)*([A-Z0-9=,]|F\d{1,2}|Plus|-|Escape|Enter)$/;

const verbs = { showSettings: vi.fn<() => void>(), quit: vi.fn<() => void>() };

const cases = (['linux', 'win32', 'darwin'] as const).flatMap((platform) =>
  [true, false].map((devTools) => ({ platform, devTools, ...verbs })),
);

describe.each(cases)('the menu on $platform, devTools $devTools', (options) => {
  const items = flatten(menuTemplate(options));
  const registered = items
    .filter((item) => item.registerAccelerator !== false)
    .map((item) => item.accelerator ?? roleKeys[item.role ?? ''])
    .filter((keys) => keys !== undefined && keys !== '');

  test('every entry is something', () => {
    for (const { label, role, type } of items) expect(label ?? role ?? type).toBeTruthy();
  });

  test('every key is well-formed and used once', () => {
    for (const keys of registered) expect(keys).toMatch(accelerator);
    expect(new Set(registered).size).toBe(registered.length);
  });

  test('reload and developer tools are for developers', () => {
    const roles = items.map(({ role }) => role);
    expect(roles.includes('toggleDevTools')).toBe(options.devTools);
    expect(roles.includes('forceReload')).toBe(options.devTools);
    expect(roles).not.toContain('reload');
  });
});

test.each(['linux', 'win32'] as const)('on %s the shell keeps Ctrl and a letter, with Shift too', (platform) => {
  const items = flatten(menuTemplate({ platform, devTools: false, ...verbs }));
  for (const item of items.filter(({ registerAccelerator }) => registerAccelerator !== false)) {
    expect(item.accelerator ?? roleKeys[item.role ?? ''] ?? '').not.toMatch(
      /^(Shift\+)?(CmdOrCtrl|Ctrl)\+(Shift\+)?[A-Z]$/,
    );
  }
});

test('macOS has the menus that its keys live in', () => {
  const template = menuTemplate({ platform: 'darwin', devTools: false, ...verbs });
  const menus = template.map(({ role, label }) => role ?? label);
  expect(menus).toEqual(['appMenu', '&File', '&Edit', '&View', 'windowMenu']);
  const keys = flatten(template).map(({ role, accelerator }) => accelerator ?? roleKeys[role ?? '']);
  expect(keys).toEqual(expect.arrayContaining(['CmdOrCtrl+W', 'CmdOrCtrl+Q', 'CmdOrCtrl+,']));
  for (const item of flatten(template)) expect(item.registerAccelerator).toBeUndefined();
});

test.each(['linux', 'darwin'] as const)('on %s the view grows with the plus, with Shift or without', (platform) => {
  const zoom = flatten(menuTemplate({ platform, devTools: false, ...verbs })).filter(({ role }) => role === 'zoomIn');
  expect(zoom.map(({ accelerator, visible }) => [accelerator, visible])).toEqual([
    [undefined, undefined],
    ['CmdOrCtrl+=', false],
  ]);
});

describe('the context menu', () => {
  const editFlags = {
    canUndo: false,
    canRedo: false,
    canCut: false,
    canCopy: true,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  };
  test('offers in a text field what the field can do', () => {
    expect(entries(contextMenuTemplate({ editFlags, isEditable: true, selectionText: '' }))).toEqual([
      ['cut', false],
      ['copy', true],
      ['paste', true],
      ['separator', undefined],
      ['selectAll', true],
    ]);
  });

  test('offers to copy selected text, and nothing where nothing is selected', () => {
    expect(entries(contextMenuTemplate({ editFlags, isEditable: false, selectionText: 'abc' }))).toEqual([
      ['copy', true],
    ]);
    expect(contextMenuTemplate({ editFlags, isEditable: false, selectionText: ' \n' })).toEqual([]);
  });
});

function flatten(template: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}

function entries(template: readonly MenuItemConstructorOptions[]): unknown[] {
  return template.map(({ role, type, enabled }) => [role ?? type, enabled]);
}

import type * as Electron from 'electron';
import type { Key } from '../page/messages.ts';
import type { DoubleWindow } from '../window.ts';
import { isSameKey, keyOfAccelerator } from './accelerator.ts';
import { type Role, roles } from './roles.ts';

type ItemMembers = 'accelerator' | 'enabled' | 'id' | 'label' | 'registerAccelerator' | 'type' | 'visible';

/** One entry; a role gives it a label, a key and something to do, as on Linux. */
export class MenuItem implements Pick<Electron.MenuItem, ItemMembers> {
  readonly id: string;
  readonly type: NonNullable<Electron.MenuItemConstructorOptions['type']>;
  readonly label: string;
  readonly role: Electron.MenuItemConstructorOptions['role'];
  readonly accelerator: string | null;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  readonly #options: Electron.MenuItemConstructorOptions;
  readonly #role: Role | undefined;

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { submenu, role } = options;
    this.#options = options;
    this.#role = role && roleOf(role);
    this.id = options.id ?? '';
    this.role = role;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.label = options.label ?? this.#role?.label ?? '';
    this.accelerator = options.accelerator ?? this.#role?.accelerator ?? null;
    this.registerAccelerator = options.registerAccelerator ?? this.#role?.registerAccelerator ?? true;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
  }

  /** A person chooses it, with this window in front. */
  click(_event?: object, window?: DoubleWindow): void {
    if (!this.enabled) return;
    if (this.#role?.run) {
      if (window) this.#role.run(window);
      return;
    }
    const [item, front] = [this, window] as unknown as [Electron.MenuItem, Electron.BaseWindow | undefined];
    this.#options.click?.(item, front, {} as Electron.KeyboardEvent);
  }
}

/** Menus are never drawn: they are read by tests, and their keys work. */
export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly MenuItem[];

  private constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
  /** A key that the page left alone reaches the application menu. */
  static press(key: Key, window: DoubleWindow): void {
    const item = Menu.#application?.all().find(({ accelerator, registerAccelerator, enabled }) => {
      return accelerator && registerAccelerator && enabled && isSameKey(keyOfAccelerator(accelerator), key);
    });
    item?.click(undefined, window);
  }

  /** Every entry, with those of submenus. */
  all(): MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.all() ?? [])]);
  }
  getMenuItemById(id: string): MenuItem | null {
    return this.all().find((item) => item.id === id) ?? null;
  }
  popup(): void {}
}

function roleOf(name: string): Role {
  const role = roles[name.toLowerCase()];
  if (!role) throw new Error(`the menu role ${name} has no double: add it to e2e/electron-double/menu/roles.ts`);
  return role;
}

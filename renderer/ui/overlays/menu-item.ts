import type { Icon } from '../icon.ts';
import type { StateTone } from '../marks/StateDot.tsx';

/** One entry of a menu: the same data serves the drop-down menu and the context menu. */
export interface MenuEntry {
  /** What it is known by where its label changes while the menu is open, as that of a thing with a state does. */
  readonly id?: string | undefined;
  readonly label: string;
  readonly icon?: Icon | undefined;
  /** Drawn in place of the icon: how the thing is. */
  readonly state?: { readonly tone: StateTone; readonly word: string } | undefined;
  /** Said quietly at the end of the line, e.g. how many there are. */
  readonly aside?: string | undefined;
  /** A quiet second line. */
  readonly note?: string | undefined;
  /** Keys joined with `+`, e.g. `Ctrl+K`; shown, not bound. */
  readonly shortcut?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** Why it is disabled. */
  readonly reason?: string | undefined;
  /** Makes it a check item. */
  readonly checked?: boolean | undefined;
  /** Choosing it leaves the menu open, for the next choice. */
  readonly stays?: boolean | undefined;
  onSelect: () => void;
}

/** A menu within a menu. */
export interface SubMenu {
  readonly label: string;
  readonly icon?: Icon | undefined;
  readonly items: readonly MenuEntry[];
}

/** A line between entries, or a small heading above the next ones. */
export type MenuItem = MenuEntry | SubMenu | { readonly separator: true } | { readonly heading: string };

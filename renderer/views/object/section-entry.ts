import type { ComponentType } from 'react';
import type { Kind } from '../../../app/object-key.ts';
import type { Command, GlobalCommand } from '../../commands/running/command.ts';
import type { Item } from '../../stores/lists/list.ts';
import type { Session } from '../../stores/session.ts';
import type { Icon } from '../../ui/icon.ts';
import { type PaletteKind, type PaletteSource, paletteOf } from './palette.ts';

/** What the window knows of a section before that is drawn: an entry of the table. Only `View` may come later. */
export interface Section {
  /** As it stands in the navigation and above the section. */
  readonly label: string;
  readonly icon: Icon;
  /** Keys that lead there, as people read them: `g v`. */
  readonly keys?: string;
  /** What people type who know it by another name. */
  readonly findBy?: string;
  /** The group of the navigation that it is in; without one something else leads to it. */
  readonly navigation?: 'things' | 'window';
  /** Whether it has anything to show of the engines that the window looks at; without it, it always has. */
  readonly appears?: (session: Session) => boolean;
  /** What its verbs are done to: `a volume`. */
  readonly noun?: string;
  /** The verbs on one, in the order that menus show them. */
  readonly commands?: readonly Command<never>[];
  /** What can be done without choosing one. */
  readonly global?: readonly GlobalCommand[];
  /** How the palette finds what it lists. */
  readonly palette?: PaletteSource;
  readonly View: ComponentType;
}

/** A section that lists an engine's objects of one kind. */
export interface KindSection<K extends Kind = Kind> extends Section {
  readonly kind: K;
  readonly noun: string;
  readonly commands: readonly Command<never>[];
  readonly palette: PaletteSource;
}

interface KindParts<K extends Kind, T extends Item, Target> extends Omit<KindSection<K>, 'commands' | 'palette'> {
  readonly commands: readonly Command<Target>[];
  readonly palette: Omit<PaletteKind<T, Target>, 'group' | 'commands'>;
}

/** Makes the section of a kind of objects: the palette finds them under its label, with its verbs. */
export function kindSection<K extends Kind, T extends Item, Target>(parts: KindParts<K, T, Target>): KindSection<K> {
  const { label, commands, palette } = parts;
  return { ...parts, palette: paletteOf({ ...palette, group: label, commands }) };
}

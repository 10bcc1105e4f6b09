import type { ComponentType, ReactNode } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { ObjectKey } from '../../../app/object-key.ts';
import type { Command } from '../../commands/running/command.ts';
import type { Item, Keyed } from '../../stores/lists/list.ts';
import type { Place, SectionId } from '../../stores/shown/place.ts';
import type { Column, Grouping, Sort } from '../../ui/grid/model/types.ts';
import type { Icon } from '../../ui/icon.ts';
import type { words } from '../../words/words.ts';
import type { Facets } from './filter-suggestions.ts';
import type { Verbs } from './object-menu.ts';

/** How one kind of object, or of the host's own things, is listed. A constant: what it holds keeps its identity between renders. */
export interface ObjectKind<T extends Keyed<Item>, Target> {
  /** How the list is worded stands in `words.lists.of`. */
  readonly section: SectionId & keyof typeof words.lists.of;
  readonly columns: readonly Column<T>[];
  readonly hiddenAtFirst?: readonly string[];
  readonly sortAtFirst: Sort;
  /** How the row is called; begins with the item's own name. `doing`: what is being done to it, e.g. `Stopping`. */
  rowName: (item: T, doing?: string) => string;
  /** What the filter box shows while it is empty. */
  readonly placeholder: string;
  /** The predicate of a filter text. */
  filter: (text: string) => (item: T) => boolean;
  /** What the filter box suggests, in the order of interest. */
  readonly facets?: Facets<T>;
  readonly verbs: Verbs<Target>;
  /** Offered in the bar of a selection, in its order; without it those that rows show and those that remove. */
  readonly bulk?: readonly Command<Target>[];
  target: (item: T) => Target;
  /** Words beside the number in the heading, e.g. `3 running`. */
  summary?: (items: readonly T[]) => string;
  /** The screen where there are none. */
  readonly none: {
    readonly icon: Icon;
    readonly text: ReactNode;
    readonly actions?: ReactNode;
  };
  /** Its items are on no engine. */
  readonly engineless?: true;
  /** Where a row leads; without it to its detail. */
  place?: (item: T) => Place;
  /** Everything about one, beside the list. */
  readonly Detail?: ComponentType<DetailProps<T>>;
}

/** What a detail is given. */
export interface DetailProps<T> {
  readonly objectKey: ObjectKey;
  readonly engine: EngineId;
  readonly id: string;
  /** As the list knows it; undefined while the list is being read or when it is gone. */
  readonly item: T | undefined;
  /** Whether the list is complete, so that a missing item was removed, or was made just now. */
  readonly known: boolean;
  readonly width: number;
  onClose: () => void;
}

/** What one screen adds to its kind. */
export interface ObjectExtras<T> {
  readonly grouping?: Grouping<T> | undefined;
  /** Told the keys of what can be seen. */
  onVisibleChange?: (keys: readonly string[]) => void;
  /** Buttons in the heading. */
  readonly controls?: ReactNode;
}

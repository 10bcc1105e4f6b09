import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../../../words/words.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { Menu } from '../../overlays/Menu.tsx';
import type { MenuItem } from '../../overlays/menu-item.ts';
import { withHidden } from '../model/columns.ts';
import type { Column, GridProps } from '../model/types.ts';
import css from './GridHeader.module.css';

/**
 * The menu that shows and hides columns: behind the button and behind a right click on the header. One that is shown
 * but not among the `drawn` has no room now, and says so.
 */
export function columnItems<T>(props: GridProps<T>, drawn: readonly Column<T>[]): readonly MenuItem[] {
  const { columns, layout, onLayout } = props;
  const hidden = new Set(layout?.hidden);
  return [
    { heading: words.ui.columns.title },
    ...columns.map((column) => ({
      label:
        hidden.has(column.id) || drawn.includes(column)
          ? column.header
          : words.ui.columns.noRoom({ column: column.header }),
      checked: column.alwaysVisible === true || !hidden.has(column.id),
      disabled: column.alwaysVisible ?? false,
      reason: column.alwaysVisible ? words.ui.columns.alwaysShown : undefined,
      onSelect: () => onLayout?.(withHidden(layout, column.id, !hidden.has(column.id))),
    })),
    { separator: true },
    { label: words.ui.columns.reset, onSelect: () => onLayout?.({}) },
  ];
}

/** The button at the right end of the header; the keyboard comes from there. */
export function ColumnMenu<T>({ props, drawn }: { props: GridProps<T>; drawn: readonly Column<T>[] }): ReactNode {
  return (
    <div
      className={css['columnmenu']}
      onKeyDown={(event) => {
        const headers = event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('[role=columnheader]');
        if (event.key === 'ArrowLeft') headers?.[headers.length - 1]?.focus();
      }}
    >
      <Menu items={() => columnItems(props, drawn)} align="end">
        <IconButton data-columns="" label={words.ui.columns.title} icon={SlidersHorizontal} size="sm" tabIndex={-1} />
      </Menu>
    </div>
  );
}

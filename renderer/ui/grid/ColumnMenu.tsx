import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../IconButton.tsx';
import { Menu } from '../Menu.tsx';
import type { MenuItem } from '../menu-item.ts';
import { withHidden } from './columns.ts';
import css from './GridHeader.module.css';
import type { GridProps } from './types.ts';

/** The menu that shows and hides columns: behind the button and behind a right click on the header. */
export function columnItems<T>(props: GridProps<T>): readonly MenuItem[] {
  const { columns, layout, onLayout } = props;
  const hidden = new Set(layout?.hidden);
  return [
    { heading: 'Columns' },
    ...columns.map((column) => ({
      label: column.header,
      checked: column.alwaysVisible === true || !hidden.has(column.id),
      disabled: column.alwaysVisible ?? false,
      reason: column.alwaysVisible ? 'This column is always shown.' : undefined,
      onSelect: () => onLayout?.(withHidden(layout, column.id, !hidden.has(column.id))),
    })),
    { separator: true },
    { label: 'Reset columns', onSelect: () => onLayout?.({}) },
  ];
}

/** The button at the right end of the header. */
export function ColumnMenu<T>({ props }: { props: GridProps<T> }): ReactNode {
  return (
    <div className={css['columnmenu']}>
      <Menu items={() => columnItems(props)} align="end">
        <IconButton label="Columns" icon={SlidersHorizontal} size="sm" />
      </Menu>
    </div>
  );
}

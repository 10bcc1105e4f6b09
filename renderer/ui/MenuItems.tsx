import { Check } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Kbd } from './Kbd.tsx';
import css from './Menu.module.css';
import type { MenuEntry, MenuItem } from './menu-item.ts';

/** Both menus are made of the same parts. */
const parts = { dropdown: DropdownMenu, context: ContextMenu };
export type MenuKind = keyof typeof parts;

function Entry({ entry, kind }: { entry: MenuEntry; kind: MenuKind }): ReactNode {
  const { Item, CheckboxItem } = parts[kind];
  const { icon: Glyph, checked } = entry;
  const shared = {
    className: classes(css['item'], entry.danger && css['danger']),
    disabled: entry.disabled ?? false,
    textValue: entry.label,
    onSelect: (event: Event) => {
      if (entry.stays) event.preventDefault();
      entry.onSelect();
    },
    'aria-description': entry.disabled ? entry.reason : undefined,
    'data-tip': entry.disabled ? entry.reason : undefined,
  };
  const content = (
    <>
      <span className={css['icon']}>
        {checked === undefined ? Glyph && <Glyph size={14} aria-hidden="true" /> : checked && <Check size={14} />}
      </span>
      <span className={css['label']}>{entry.label}</span>
      {entry.shortcut !== undefined && (
        <span aria-hidden="true" className={css['shortcut']}>
          <Kbd keys={entry.shortcut} />
        </span>
      )}
    </>
  );
  if (checked === undefined) return <Item {...shared}>{content}</Item>;
  return (
    <CheckboxItem {...shared} checked={checked}>
      {content}
    </CheckboxItem>
  );
}

/** The entries of a drop-down or context menu. */
export function MenuItems({ items, kind }: { items: readonly MenuItem[]; kind: MenuKind }): ReactNode {
  const { Separator, Label } = parts[kind];
  return items.map((item, index) => {
    // Separators have nothing else to be known by, and a menu's entries do not move while it is open.
    if ('separator' in item) return <Separator key={`line ${index}`} className={css['separator']} />;
    if ('heading' in item) {
      return (
        <Label key={`heading ${item.heading}`} className={css['heading']}>
          {item.heading}
        </Label>
      );
    }
    return <Entry key={item.label} entry={item} kind={kind} />;
  });
}

import { Check, ChevronRight } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Kbd } from '../marks/Kbd.tsx';
import { StateDot } from '../marks/StateDot.tsx';
import css from './Menu.module.css';
import type { MenuEntry, MenuItem, SubMenu } from './menu-item.ts';

/** Both menus are made of the same parts. */
const parts = { dropdown: DropdownMenu, context: ContextMenu };
export type MenuKind = keyof typeof parts;

function Entry({ entry, kind }: { entry: MenuEntry; kind: MenuKind }): ReactNode {
  const { Item, CheckboxItem } = parts[kind];
  const { checked, note } = entry;
  const shared = {
    className: classes(css['item'], entry.danger && css['danger'], note !== undefined && css['tall']),
    disabled: entry.disabled ?? false,
    textValue: entry.label,
    onSelect: (event: Event) => {
      if (entry.stays) event.preventDefault();
      entry.onSelect();
    },
    'aria-description': entry.disabled ? entry.reason : entry.aside,
    'data-tip': entry.disabled ? entry.reason : undefined,
  };
  const content = (
    <>
      <Glyph entry={entry} />
      <span className={css['label']}>
        {entry.label}
        {note !== undefined && <span className={css['note']}> {note}</span>}
      </span>
      {checked === true && entry.state && <Check size={14} aria-hidden="true" />}
      {entry.aside !== undefined && (
        <span aria-hidden="true" className={css['aside']}>
          {entry.aside}
        </span>
      )}
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

/** What stands before the label: how the thing is, else whether it is chosen, else the entry's icon. */
function Glyph({ entry }: { entry: MenuEntry }): ReactNode {
  const { icon: Icon, state, checked } = entry;
  const chosen = checked ? <Check size={14} /> : null;
  const icon = Icon ? <Icon size={14} /> : null;
  return (
    <span className={css['icon']} aria-hidden="true">
      {state ? <StateDot {...state} hideWord /> : checked === undefined ? icon : chosen}
    </span>
  );
}

function Sub({ menu, kind }: { menu: SubMenu; kind: MenuKind }): ReactNode {
  const { Sub: Root, SubTrigger, SubContent, Portal } = parts[kind];
  const { icon: Icon } = menu;
  return (
    <Root>
      <SubTrigger className={css['item']} textValue={menu.label}>
        <span className={css['icon']}>{Icon && <Icon size={14} aria-hidden="true" />}</span>
        <span className={css['label']}>{menu.label}</span>
        <ChevronRight size={14} aria-hidden="true" className={css['more']} />
      </SubTrigger>
      <Portal>
        <SubContent className={classes(css['menu'], css['wide'])} collisionPadding={8} loop>
          {menu.items.map((entry) => (
            <Entry key={`${entry.label} ${entry.note ?? ''}`} entry={entry} kind={kind} />
          ))}
        </SubContent>
      </Portal>
    </Root>
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
    if ('items' in item) return <Sub key={item.label} menu={item} kind={kind} />;
    // An entry that was made anew would lose the focus.
    return <Entry key={item.id ?? item.label} entry={item} kind={kind} />;
  });
}

import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import css from './Menu.module.css';
import { MenuItems } from './MenuItems.tsx';
import type { MenuItem } from './menu-item.ts';

/** A menu under a button. `items` is asked each time it opens, so closed menus cost nothing. */
export function Menu(props: {
  /** The button: one element that takes a ref and props. */
  children: ReactNode;
  items: () => readonly MenuItem[];
  align?: 'start' | 'end';
  side?: 'bottom' | 'top';
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={setOpen}>
      <DropdownMenu.Trigger asChild>{props.children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={css['menu']}
          align={props.align ?? 'start'}
          side={props.side ?? 'bottom'}
          sideOffset={4}
          collisionPadding={8}
          loop
          // The window gives the focus back: to the button, or to where the entry has led.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          {open && <MenuItems items={props.items()} kind="dropdown" />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

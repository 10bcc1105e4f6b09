import { ContextMenu as Radix } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import css from './Menu.module.css';
import { MenuItems } from './MenuItems.tsx';
import type { MenuItem } from './menu-item.ts';

/**
 * A context menu for everything inside its child: one for a whole list, not one per row. `menu` is asked with the
 * element under the pointer (or with the focus, from the keyboard); no entries, no menu.
 */
export function ContextMenu(props: { children: ReactNode; menu(target: Element): readonly MenuItem[] }): ReactNode {
  const [items, setItems] = useState<readonly MenuItem[]>([]);
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger
        asChild
        onContextMenu={(event) => {
          const next = event.target instanceof Element ? props.menu(event.target) : [];
          setItems(next);
          if (next.length === 0) event.preventDefault();
        }}
      >
        {props.children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={css['menu']}
          collisionPadding={8}
          loop
          // The window gives the focus back: to the row, or to where the entry has led.
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <MenuItems items={items} kind="context" />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

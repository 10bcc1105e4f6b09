import { Ellipsis, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ObjectKey } from '../../../app/object-key.ts';
import type { Command } from '../../commands/command.ts';
import { runAllowed } from '../../commands/run-allowed.ts';
import { usePlace, useSession } from '../../session.tsx';
import { placeOf } from '../../stores/place.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { printable } from '../../ui/printable.ts';
import { type Tab, Tabs } from '../../ui/Tabs.tsx';
import { commandIcons } from '../icons.ts';
import css from './ObjectDetail.module.css';
import { objectMenu, type Verbs } from './object-menu.ts';

interface ObjectDetailProps<Target> {
  readonly objectKey: ObjectKey;
  readonly name: string;
  /** Under the name: its state. */
  readonly badge?: ReactNode;
  /** Undefined when there is nothing that verbs could be done to. */
  readonly target: Target | undefined;
  readonly verbs: Verbs<Target>;
  /** Verbs with a button of their own; the rest is in the menu: a narrow detail must still have room for the name. */
  readonly shown: readonly Command<Target>[];
  /** The first is in front unless the place says another. */
  readonly tabs: readonly Tab[];
  /** Shown above the tabs. */
  readonly notice?: ReactNode;
  /** Shown in place of the tabs: that it is gone. */
  readonly screen?: ReactNode;
  readonly width: number;
  onClose: () => void;
}

/** The right side: everything about one object, as tabs. */
export function ObjectDetail<Target>(props: ObjectDetailProps<Target>): ReactNode {
  const { objectKey, name, tabs, notice, screen, width, onClose } = props;
  const { place } = useSession();
  const { tab } = usePlace();
  const front = tabs.some(({ id }) => id === tab) ? (tab ?? '') : (tabs[0]?.id ?? '');
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (event.key === 'Escape' && !inField && !event.defaultPrevented) onClose();
  };
  return (
    <aside aria-label={printable(name, 200)} className={css['detail']} style={{ width }} onKeyDown={onKeyDown}>
      <Header {...props} />
      {screen ?? (
        <>
          {notice}
          <Tabs label="Detail" tabs={tabs} value={front} onChange={(next) => place.go(placeOf(objectKey, next))} />
        </>
      )}
    </aside>
  );
}

function Header<Target>({ name, badge, target, verbs, shown, onClose }: ObjectDetailProps<Target>): ReactNode {
  const session = useSession();
  return (
    <header className={css['header']}>
      <div className={css['names']}>
        <h2 className={css['name']} title={printable(name, 300)}>
          {printable(name, 120)}
        </h2>
        {badge}
      </div>
      <div className={css['verbs']}>
        {target !== undefined &&
          shown
            .filter((command) => command.fits(target))
            .map((command) => (
              <IconButton
                key={command.id}
                label={command.label}
                icon={commandIcons[command.icon]}
                danger={command.danger ?? false}
                onClick={() => void runAllowed(command, [target], session)}
              />
            ))}
        {target !== undefined && (
          <Menu items={() => objectMenu(verbs, [target], session)} align="end">
            <IconButton label="More actions" icon={Ellipsis} />
          </Menu>
        )}
        <IconButton label="Close detail" icon={X} onClick={onClose} />
      </div>
    </header>
  );
}

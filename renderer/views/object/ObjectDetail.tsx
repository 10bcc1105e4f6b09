import { Ellipsis, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import { type ObjectKey, parseKey } from '../../../app/object-key.ts';
import type { Command } from '../../commands/running/command.ts';
import { keyed, runAllowed } from '../../commands/running/run-allowed.ts';
import { useEngineNames, usePlace, useSession } from '../../hooks/session.tsx';
import { placeOf } from '../../stores/shown/place.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { type Tab, Tabs } from '../../ui/layout/Tabs.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { printable } from '../../ui/printable.ts';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { words } from '../../words/words.ts';
import { EngineMark } from '../parts/EngineMark.tsx';
import { commandIcons } from '../parts/icons.ts';
import { guarded } from '../parts/verb-items.ts';
import css from './ObjectDetail.module.css';
import { objectMenu, type Verbs } from './object-menu.ts';

const text = words.object;

interface ObjectDetailProps<Target> {
  readonly objectKey: ObjectKey;
  readonly name: string;
  /** The one that it is on, where its key does not say that. */
  readonly engine?: EngineId | undefined;
  /** Under the name: its state. */
  readonly badge?: ReactNode;
  /** Undefined when there is nothing that verbs could be done to. */
  readonly target: Target | undefined;
  readonly verbs: Verbs<Target>;
  /** Verbs with a button of their own; the rest is in the menu: a narrow detail must still have room for the name. */
  readonly shown: readonly Command<Target>[];
  /** The first is in front unless the place says another. What is in them takes the focus, unless they say otherwise. */
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
  const session = useSession();
  const { place } = session;
  const { tab } = usePlace();
  const front = tabs.some(({ id }) => id === tab) ? (tab ?? '') : (tabs[0]?.id ?? '');
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (inField || event.defaultPrevented) return;
    const command = isPlain(event) ? keyed(props.verbs.commands, event) : undefined;
    if (event.key === 'Escape') onClose();
    else if (command?.inDetail && props.target !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      void runAllowed(command, [props.target], session);
    }
  };
  return (
    <aside aria-label={printable(name, 200)} className={css['detail']} style={{ width }} onKeyDown={onKeyDown}>
      <Header {...props} />
      {screen ?? (
        <>
          {notice}
          <Tabs
            label={text.detail}
            tabs={tabs.map((one) => ({ takesFocus: true, ...one }))}
            value={front}
            onChange={(next) => place.go(placeOf(objectKey, next))}
          />
        </>
      )}
    </aside>
  );
}

/** React tells also of keys in a menu of the detail, which stands elsewhere in the page. */
function isPlain({ ctrlKey, metaKey, altKey, target, currentTarget }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && target instanceof Node && currentTarget.contains(target);
}

function Header<Target>(props: ObjectDetailProps<Target>): ReactNode {
  const { objectKey, engine = parseKey(objectKey).engine, name, badge, target, verbs, shown, onClose } = props;
  const session = useSession();
  const { several } = useEngineNames();
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <header className={css['header']}>
      <div className={css['names']}>
        <h2 className={css['name']} title={printable(name, 300)}>
          {printable(name, 120)}
        </h2>
        {several && (
          <span className={css['engine']}>
            <EngineMark engine={engine} />
          </span>
        )}
        {badge}
      </div>
      <div role="toolbar" aria-label={text.tools} className={css['verbs']} {...oneStop}>
        {target !== undefined &&
          shown
            .filter((command) => command.fits(target))
            .map((command) => (
              <IconButton
                key={command.id}
                label={command.label}
                icon={commandIcons[command.icon]}
                danger={command.danger ?? false}
                {...guarded(command, target, session)}
                onClick={() => void runAllowed(command, [target], session)}
              />
            ))}
        {target !== undefined && (
          <Menu items={() => objectMenu(verbs, [target], session)} align="end">
            <IconButton label={text.moreActions} icon={Ellipsis} />
          </Menu>
        )}
        <IconButton label={text.close} icon={X} onClick={onClose} />
      </div>
    </header>
  );
}

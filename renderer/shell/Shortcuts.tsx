import type { ReactNode } from 'react';
import { stopKeys } from '../commands/broadcast.ts';
import { useSession } from '../hooks/session.tsx';
import { offeredByKeys } from '../sections/global-commands.ts';
import { shownSections } from '../sections/sections.tsx';
import type { Session } from '../stores/session.ts';
import { Kbd } from '../ui/marks/Kbd.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { menuKeys, terminalVerbs } from '../views/terminal/tools/verbs.ts';
import { words } from '../words/words.ts';
import css from './Shortcuts.module.css';

const text = words.shell.shortcuts;

interface Line {
  readonly keys: string;
  readonly what: string;
}

const moving: readonly Line[] = [
  { keys: 'Up', what: text.rowUp },
  { keys: 'Down', what: text.rowDown },
  { keys: 'Enter', what: text.openDetail },
  { keys: 'Escape', what: text.closeDetail },
  { keys: 'Space', what: text.selectRow },
  { keys: 'Ctrl+A', what: text.selectRows },
  { keys: '/', what: text.filter },
  { keys: 'Right', what: text.toVerbs },
];

const inLog: readonly Line[] = [
  { keys: '/', what: text.search },
  { keys: 'Enter', what: text.nextMatch },
  { keys: 'Home', what: text.firstLine },
  { keys: 'End', what: text.lastLine },
  { keys: 'Ctrl+A', what: text.selectLines },
  { keys: 'Ctrl+C', what: text.copySelection },
];

const inTerminal: readonly Line[] = [
  ...terminalVerbs.flatMap(({ keys: [keys], label }) => (keys === undefined ? [] : [{ keys, what: label }])),
  { keys: menuKeys, what: text.terminalMenu },
  { keys: 'Shift+PageUp', what: text.scroll },
  { keys: text.twoClicks, what: text.selectWord },
  { keys: text.threeClicks, what: text.selectLine },
  { keys: text.altDrag, what: text.selectBlock },
];

const everywhere = (session: Session): readonly Line[] => [
  { keys: 'Ctrl+K', what: text.palette },
  { keys: '?', what: text.thisList },
  { keys: 'F6', what: text.nextPart },
  { keys: stopKeys, what: words.typing.broadcast.stopKey },
  ...linesOf((keys) => !isOfDock(keys), session),
];

const inDock = (session: Session): readonly Line[] => [
  { keys: 'Ctrl+Shift+D', what: text.dockLeader },
  ...linesOf(isOfDock, session),
];

function isOfDock(keys: string): boolean {
  return keys.startsWith('d ');
}

function linesOf(fits: (keys: string) => boolean, session: Session): readonly Line[] {
  return offeredByKeys(session).flatMap(({ keys = '', label }) => (fits(keys) ? [{ keys, what: label }] : []));
}

/** Of each section that there is and whose verbs have keys. */
const verbs = (session: Session): readonly { readonly title: string; readonly lines: readonly Line[] }[] =>
  shownSections(session)
    .map(({ noun, commands = [] }) => ({ title: text.on({ noun: noun ?? '' }), lines: keysOf(commands) }))
    .filter(({ lines }) => lines.length > 0);

function keysOf(commands: readonly { readonly key?: string; readonly label: string }[]): readonly Line[] {
  return commands.flatMap(({ key, label }) => (key ? [{ keys: key, what: label }] : []));
}

/** All shortcuts on one page. */
export function Shortcuts({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const session = useSession();
  return (
    <Dialog open={open} onClose={onClose} title={text.title} size="lg">
      <div className={css['columns']} tabIndex={0}>
        <Group title={text.inList} lines={moving} />
        {verbs(session).map((group) => (
          <Group key={group.title} {...group} />
        ))}
        <Group title={text.inLog} lines={inLog} />
        <Group title={text.inTerminal} lines={inTerminal} />
        <Group title={text.inDock} lines={inDock(session)} />
        <Group title={text.everywhere} lines={everywhere(session)} />
      </div>
    </Dialog>
  );
}

function Group({ title, lines }: { title: string; lines: readonly Line[] }): ReactNode {
  return (
    <section>
      <h2 className={css['title']}>{title}</h2>
      <dl className={css['list']}>
        {lines.map(({ keys, what }) => (
          <div key={`${keys} ${what}`} className={css['line']}>
            <dt>
              {keys.split(' ').map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

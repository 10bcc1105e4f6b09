import type { ReactNode } from 'react';
import { useDownEngines, useEngine, useEngines, useList, useSession } from '../hooks/session.tsx';
import { printable } from '../ui/printable.ts';
import { productOf } from '../words/engines.ts';
import { words } from '../words/words.ts';
import { RunningTasks } from './RunningTasks.tsx';
import css from './StatusBar.module.css';

/** The bottom line: which engine answers or how many, what they hold, and what runs. */
export function StatusBar(): ReactNode {
  const engine = useEngine();
  const engines = useEngines();
  const { containers, place } = useSession();
  const list = useList(containers);
  const down = useDownEngines();
  const running = [...list.items.values()].filter(({ state }) => state === 'running').length;
  // Of what cannot be read nobody waits to hear.
  const complete = list.complete || (list.unread !== undefined && [...list.unread].every((id) => down.has(id)));
  const connected = engines.filter(({ status }) => status.kind === 'connected').length;
  return (
    <footer className={css['bar']}>
      {engines.length > 1 && <span>{words.shell.status.engines({ all: engines.length, connected })}</span>}
      {engines.length === 1 && engine?.status.kind === 'connected' && (
        <span>{productOf(engine.status.version, printable(engine.status.version.version, 40))}</span>
      )}
      {list.status === 'ready' && (
        <span>
          {complete
            ? words.shell.status.containers({ all: list.items.size, running })
            : words.shell.status.running({ running })}
        </span>
      )}
      <button type="button" className={css['open']} onClick={() => place.go({ section: 'stats' })}>
        {words.shell.status.stats}
      </button>
      <button type="button" className={css['open']} onClick={() => place.go({ section: 'disk' })}>
        {words.shell.status.disk}
      </button>
      <RunningTasks />
      <span className={css['address']}>{engines.length > 1 ? '' : printable(engine?.address ?? '', 300)}</span>
    </footer>
  );
}

import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { count, formatNumber } from '../../app/format.ts';
import { useEngine, useSession } from '../session.tsx';
import { printable } from '../ui/printable.ts';
import { RunningTasks } from './RunningTasks.tsx';
import css from './StatusBar.module.css';

/** The bottom line: which engine answers, what it holds, and what runs. */
export function StatusBar(): ReactNode {
  const engine = useEngine();
  const { containers, place } = useSession();
  const list = useStore(containers.state, () => (engine ? containers.of(engine.id) : undefined));
  const running = list ? [...list.items.values()].filter(({ state }) => state === 'running').length : 0;
  return (
    <footer className={css['bar']}>
      {engine?.status.kind === 'connected' && (
        <span>
          {engine.status.version.product} {printable(engine.status.version.version, 40)}
        </span>
      )}
      {list?.status === 'ready' && (
        <span>
          {list.complete && `${count(list.items.size, 'container')}, `}
          {formatNumber(running)} running
        </span>
      )}
      <button type="button" className={css['open']} onClick={() => place.go({ section: 'Disk' })}>
        Disk
      </button>
      <RunningTasks />
      <span className={css['address']}>{printable(engine?.address ?? '', 300)}</span>
    </footer>
  );
}

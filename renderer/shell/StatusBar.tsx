import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { count } from '../../app/format.ts';
import { useEngine, useSession } from '../session.tsx';
import css from './StatusBar.module.css';

/** The bottom line: which engine answers and what it holds. */
export function StatusBar(): ReactNode {
  const engine = useEngine();
  const { containers } = useSession();
  const list = useStore(containers.state, () => (engine ? containers.of(engine.id) : undefined));
  const running = list ? [...list.items.values()].filter(({ state }) => state === 'running').length : 0;
  return (
    <footer className={css['bar']}>
      {engine?.status.kind === 'connected' && (
        <span>
          {engine.status.version.product} {engine.status.version.version}
        </span>
      )}
      {list?.status === 'ready' && (
        <span>
          {running.toLocaleString('en')} running of {list.complete ? count(list.items.size, 'container') : 'more'}
        </span>
      )}
      <span className={css['address']}>{engine?.address}</span>
    </footer>
  );
}

import type { ReactNode } from 'react';
import { tickBuckets } from '../../../../app/logs.ts';
import css from './FindBar.module.css';

/** Where in the log there are matches, beside its scrollbar; a click goes there. For the pointer: keys go from match to match. */
export function TickBar({ ticks, onGo }: { ticks: readonly number[]; onGo: (fraction: number) => void }): ReactNode {
  return (
    <div
      aria-hidden="true"
      className={css['ticks']}
      onClick={(event) => {
        const { top, height } = event.currentTarget.getBoundingClientRect();
        onGo((event.clientY - top) / height);
      }}
    >
      {ticks.map((tick) => (
        <span key={tick} style={{ top: `${(100 * tick) / tickBuckets}%` }} />
      ))}
    </div>
  );
}

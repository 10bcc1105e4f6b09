import type { ReactNode } from 'react';
import css from './Kbd.module.css';

/** Shows keys: `Ctrl+K` as two caps, `g c` as one after the other. */
export function Kbd({ keys }: { keys: string }): ReactNode {
  const caps = keys.length > 1 ? keys.split(/\+(?=.)| /u) : [keys];
  return (
    <span className={css['keys']}>
      {caps.map((cap) => (
        <kbd key={cap} className={css['cap']}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}

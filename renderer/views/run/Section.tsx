import type { ReactNode } from 'react';
import css from './Run.module.css';

/** A part of the form under a heading of its own. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className={css['section']}>
      <h3 className={css['heading']}>{title}</h3>
      {children}
    </div>
  );
}

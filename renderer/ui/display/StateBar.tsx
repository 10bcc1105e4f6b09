import type { ReactNode } from 'react';
import css from './StateBar.module.css';

interface StateBarProps {
  readonly tone: 'warn' | 'bad';
  /** Drawn before the text. */
  readonly mark: ReactNode;
  readonly text: string;
  /** What ends the state. */
  readonly children: ReactNode;
}

/** Says above a pane in what state it is for as long as it is, and offers to end that. */
export function StateBar({ tone, mark, text, children }: StateBarProps): ReactNode {
  return (
    <div className={css['bar']} data-tone={tone}>
      {mark}
      <div role="status" className={css['text']}>
        {text}
      </div>
      {children}
    </div>
  );
}

import type { ReactNode } from 'react';
import css from './Badge.module.css';
import { classes } from './classes.ts';

/** A short word or number in a quiet pill. */
export function Badge(props: {
  children: ReactNode;
  tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
  title?: string | undefined;
}): ReactNode {
  return (
    <span className={classes(css['badge'], css[props.tone ?? 'neutral'])} data-tip={props.title}>
      {props.children}
    </span>
  );
}

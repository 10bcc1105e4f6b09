import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './CommandLine.module.css';

const { line } = words.run;

/** Longest command line shown; all of it is copied. */
const mostShown = 2_000;

interface CommandLineProps {
  readonly text: string | undefined;
  /** Stands there until there is a text: when there will be one. */
  readonly none?: string;
}

/** What does in a terminal what a form says, in sight at its end. */
export function CommandLine({ text, none = line.none }: CommandLineProps): ReactNode {
  return (
    <section className={css['line']} aria-label={line.label}>
      <code className={css['code']}>{text === undefined ? none : printable(text, mostShown)}</code>
      {text !== undefined && <CopyButton text={text} label={line.copy} />}
    </section>
  );
}

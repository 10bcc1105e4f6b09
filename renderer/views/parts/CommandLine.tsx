import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/controls/CopyButton.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './CommandLine.module.css';

const { line } = words.run;

/** Longest command line shown; all of it is copied. */
const mostShown = 2_000;

/** What does in a terminal what a form says, in sight at its end; without a text it says when there will be one. */
export function CommandLine({ text }: { readonly text: string | undefined }): ReactNode {
  return (
    <section className={css['line']} aria-label={line.label}>
      <code className={css['code']}>{text === undefined ? line.none : printable(text, mostShown)}</code>
      {text !== undefined && <CopyButton text={text} label={line.copy} />}
    </section>
  );
}

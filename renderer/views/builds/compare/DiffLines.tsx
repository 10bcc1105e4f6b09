import type { ReactNode } from 'react';
import spoken from '../../../ui/marks/spoken.module.css';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import css from './Compare.module.css';
import type { DiffLine } from './compared.ts';

const own = words.builds.compare;

/** Lines that are shown, and UTF-16 units of one. */
const mostLines = 2_000;
const longest = 500;

/** What two texts differ in: what is gone and what has come by a sign and a colour, with some lines around it. */
export function DiffLines({ label, lines }: { label: string; lines: readonly DiffLine[] }): ReactNode {
  if (lines.length === 0) return <p className={css['note']}>{own.same}</p>;
  return (
    <ol aria-label={label} className={css['lines']} tabIndex={0}>
      {lines.slice(0, mostLines).map((line, at) => (
        // A line may stand there twice, and nothing moves.
        <Line key={at} line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: DiffLine }): ReactNode {
  if ('skipped' in line) return <li className={css['skipped']}>{own.skipped({ n: line.skipped })}</li>;
  const { before, after } = line;
  const text = <bdi>{printable(after ?? before ?? '', longest)}</bdi>;
  if (before !== undefined && after !== undefined) return <li>{text}</li>;
  const isGone = after === undefined;
  return (
    <li data-is={isGone ? 'gone' : 'come'}>
      <span className={spoken['spoken']}>{isGone ? own.gone : own.come} </span>
      {text}
    </li>
  );
}

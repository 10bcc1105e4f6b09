import { memo, type ReactNode } from 'react';
import type { Task, TaskPart } from '../../../app/tasks.ts';
import { Progress } from '../../ui/marks/Progress.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatNumber } from '../../words/language/figures.ts';
import { titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import { Duration } from './Duration.tsx';
import { partShare, partStates, partText } from './state.ts';
import css from './Task.module.css';

const text = words.activity;

/** A task's layers, steps or services, one line each with its own bar. Nothing when it has none. */
export function TaskParts({ task }: { task: Pick<Task, 'title' | 'parts'> }): ReactNode {
  const { parts } = task;
  if (parts.length === 0) return null;
  const over = parts.filter(({ state }) => state === 'done' || state === 'cached').length;
  return (
    <section className={css['parts']}>
      <h3>{text.partsDone({ done: formatNumber(over), all: parts.length })}</h3>
      <ul aria-label={text.partsOf({ task: printable(titleOf(task), 120) })}>
        {parts.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </ul>
    </section>
  );
}

const Part = memo(
  function Part({ part }: { part: TaskPart }): ReactNode {
    const { label, state, started, ended } = part;
    return (
      <li className={css['part']}>
        <StateDot {...partStates[state]} hideWord />
        <span className={css['label']}>
          <Untrusted text={label} mono />
        </span>
        <span className={css['text']}>{printable(partText(part), 80)}</span>
        <span>{state === 'running' && <Progress label={printable(label, 80)} value={partShare(part)} />}</span>
        <span className={css['time']}>
          {started !== undefined && state !== 'waiting' && <Duration started={started} ended={ended} />}
        </span>
      </li>
    );
  },
  // Every step of the list brings all parts of a task anew: only those that changed are drawn.
  (before, after) => JSON.stringify(before.part) === JSON.stringify(after.part),
);

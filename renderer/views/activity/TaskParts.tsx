import { memo, type ReactNode } from 'react';
import { count } from '../../../app/format.ts';
import type { Task, TaskPart } from '../../../app/tasks.ts';
import { Progress } from '../../ui/Progress.tsx';
import { printable } from '../../ui/printable.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Duration } from './Duration.tsx';
import { partShare, partStates, partText } from './state.ts';
import css from './Task.module.css';

/** A task's layers, steps or services, one line each with its own bar. Nothing when it has none. */
export function TaskParts({ task }: { task: Pick<Task, 'title' | 'parts'> }): ReactNode {
  const { title, parts } = task;
  if (parts.length === 0) return null;
  const over = parts.filter(({ state }) => state === 'done' || state === 'cached').length;
  return (
    <section className={css['parts']}>
      <h3>
        {over.toLocaleString()} of {count(parts.length, 'part')} done
      </h3>
      <ul aria-label={`Parts of ${printable(title, 120)}`}>
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
        <span className={css['bar']}>
          {state === 'running' && <Progress label={printable(label, 80)} value={partShare(part)} />}
        </span>
        <span className={css['time']}>
          {started !== undefined && state !== 'waiting' && <Duration started={started} ended={ended} />}
        </span>
      </li>
    );
  },
  // Every step of the list brings all parts of a task anew: only those that changed are drawn.
  (before, after) => JSON.stringify(before.part) === JSON.stringify(after.part),
);

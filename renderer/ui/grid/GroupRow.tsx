import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { classes } from '../classes.ts';
import { Untrusted } from '../marks/Untrusted.tsx';
import css from './Grid.module.css';
import type { Line } from './model/lines.ts';
import { useRowHeight } from './model/row-height.ts';
import type { Grouping } from './model/types.ts';
import { RowActions } from './RowActions.tsx';

interface GroupRowProps<T> {
  readonly line: Extract<Line<T>, { kind: 'group' }>;
  readonly index: number;
  readonly grouping: Grouping<T>;
  readonly active: boolean;
}

/** The header row of a group: a caret that folds it, its title, a summary and the verbs for the whole group. */
export function GroupRow<T>({ line, index, grouping, active }: GroupRowProps<T>): ReactNode {
  const rowHeight = useRowHeight();
  const { title, summary } = grouping.header(line.id, line.items);
  const folded = grouping.collapsed.has(line.id);
  return (
    <div
      role="row"
      data-key={line.key}
      aria-rowindex={index + 2}
      aria-label={words.ui.group({ title, count: line.items.length })}
      tabIndex={active ? 0 : -1}
      className={classes(css['row'], css['group'])}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      <div role="gridcell" className={css['groupcell']}>
        <button
          type="button"
          className={css['fold']}
          aria-expanded={!folded}
          tabIndex={-1}
          onClick={() => grouping.onCollapse(line.id, !folded)}
        >
          <ChevronRight size={14} aria-hidden="true" className={css['caret']} />
          <span className={css['grouptitle']}>
            <Untrusted text={title} />
          </span>
          <span className={css['count']}>{line.items.length}</span>
        </button>
        {summary !== undefined && <span className={css['summary']}>{summary}</span>}
      </div>
      {grouping.actions && <RowActions actions={grouping.actions(line.id, line.items)} />}
    </div>
  );
}

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { Button } from '../controls/Button.tsx';
import { Filled } from '../marks/Filled.tsx';
import { Kbd } from '../marks/Kbd.tsx';
import { useOneStop } from '../use-one-stop.ts';
import type { RowAction } from './model/types.ts';
import css from './SelectionBar.module.css';

/**
 * What can be done to the selected rows, under the list: it takes its room from the list's end, so that it lies over no
 * row. Arrows move between the verbs.
 */
export function SelectionBar(props: { count: number; actions: readonly RowAction[]; onClear: () => void }): ReactNode {
  const { count, actions, onClear } = props;
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <div className={css['room']}>
      <div role="toolbar" aria-label={words.ui.selection.title} tabIndex={-1} className={css['bar']} {...oneStop}>
        <span className={css['count']}>{words.ui.selection.count({ count })}</span>
        {actions.map(({ label, icon, onSelect, disabled = false, reason, danger = false }) => (
          <Button
            key={label}
            size="sm"
            variant="ghost"
            icon={icon}
            disabled={disabled}
            reason={reason}
            className={danger ? css['danger'] : undefined}
            onClick={onSelect}
          >
            {label}
          </Button>
        ))}
        <Button size="sm" variant="ghost" icon={X} aria-keyshortcuts="Escape" onClick={onClear}>
          <Filled text={words.ui.selection.clear} names={{ key: <Kbd keys="Esc" /> }} />
        </Button>
      </div>
    </div>
  );
}

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import { Kbd } from '../Kbd.tsx';
import { useOneStop } from '../use-one-stop.ts';
import css from './SelectionBar.module.css';
import type { RowAction } from './types.ts';

/**
 * What can be done to the selected rows, under the list: it takes its room from the list's end, so that it lies over no
 * row. Arrows move between the verbs.
 */
export function SelectionBar(props: { count: number; actions: readonly RowAction[]; onClear: () => void }): ReactNode {
  const { count, actions, onClear } = props;
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <div className={css['room']}>
      <div role="toolbar" aria-label="Selection" tabIndex={-1} className={css['bar']} {...oneStop}>
        <span className={css['count']}>{count.toLocaleString()} selected</span>
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
          Clear <Kbd keys="Esc" />
        </Button>
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { IconButton } from '../IconButton.tsx';
import css from './Grid.module.css';
import type { RowAction } from './types.ts';

/** The verbs at the end of a row, seen while the row has the pointer or the focus; reached with Tab or arrow right. */
export function RowActions({ actions, tabbable }: { actions: readonly RowAction[]; tabbable: boolean }): ReactNode {
  return (
    <div role="gridcell" className={css['actions']}>
      <div className={css['verbs']}>
        {actions.map((action) => (
          <IconButton
            key={action.label}
            data-action=""
            size="sm"
            tabIndex={tabbable ? 0 : -1}
            label={action.label}
            icon={action.icon}
            onClick={() => action.onSelect()}
            disabled={action.disabled ?? false}
            reason={action.reason}
            danger={action.danger ?? false}
            busy={action.busy ?? false}
          />
        ))}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';
import { IconButton } from '../controls/IconButton.tsx';
import css from './Grid.module.css';
import type { RowAction } from './model/types.ts';

/**
 * The verbs in their column at the end of a row, seen while the row has the pointer, the focus or is selected; reached
 * with arrow right. They lie over nothing, so that no click can hit one that was meant for what is beside it.
 */
export function RowActions({ actions }: { actions: readonly RowAction[] }): ReactNode {
  return (
    <div role="gridcell" className={css['verbs']}>
      {actions.map((action) => (
        <IconButton
          key={action.label}
          data-action=""
          size="sm"
          className={css['verb']}
          tabIndex={-1}
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
  );
}

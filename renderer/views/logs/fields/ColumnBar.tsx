import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import css from './ColumnBar.module.css';

/** The fields that are columns, in their order; each can be taken away. */
export function ColumnBar(props: {
  readonly columns: readonly string[];
  readonly onRemove: (path: string) => void;
}): ReactNode {
  if (props.columns.length === 0) return null;
  return (
    <ul aria-label={words.logs.columns.label} className={css['columns']}>
      {props.columns.map((path) => (
        <li key={path}>
          {printable(path, 60)}
          <IconButton
            label={words.logs.columns.remove({ path: printable(path, 60) })}
            icon={X}
            size="sm"
            onClick={() => props.onRemove(path)}
          />
        </li>
      ))}
    </ul>
  );
}

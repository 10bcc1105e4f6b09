import { type ReactNode, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { printable } from '../ui/printable.ts';
import { Spinner } from '../ui/Spinner.tsx';
import css from './Facts.module.css';

/** Rows that are shown to be unticked; beyond that the whole is taken or left. */
const most = 500;

/** What a prune would remove. */
export interface Prunable {
  readonly id: string;
  readonly name: string;
  /** Beside the name, e.g. its size. */
  readonly hint?: string;
}

/** Everything that nothing uses, ticked; removes what stays ticked and nothing else. */
export function PruneList(props: {
  title: string;
  /** Undefined while it is being read. */
  items: readonly Prunable[] | undefined;
  /** Said when there is nothing. */
  none: string;
  /** What is lost with the ticked ones, as a sentence. */
  loss: (ids: readonly string[]) => string;
  problem?: ReactNode;
  controls?: ReactNode;
  onRemove: (ids: readonly string[]) => void;
  onClose: () => void;
}): ReactNode {
  const { title, items, none, loss, problem, controls, onRemove, onClose } = props;
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const going = (items ?? []).map(({ id }) => id).filter((id) => !kept.has(id));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(kept);
    if (on) next.delete(id);
    else next.add(id);
    setKept(next);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={going.length === 0} onClick={() => onRemove(going)}>
            {going.length === 0 ? 'Remove' : `Remove ${going.length.toLocaleString()}`}
          </Button>
        </>
      }
    >
      <div className={css['form']}>
        {problem}
        {controls}
        {items === undefined && problem === undefined && <Spinner />}
        {items?.length === 0 && <p>{none}</p>}
        {going.length > 0 && <p>{loss(going)}</p>}
        {items !== undefined && items.length > 0 && (
          <ul className={css['lines']}>
            {items.slice(0, most).map(({ id, name, hint }) => (
              <li key={id}>
                <Checkbox
                  label={printable(name, 100)}
                  hint={hint}
                  checked={!kept.has(id)}
                  onChange={(on) => toggle(id, on)}
                />
              </li>
            ))}
            {items.length > most && <li>and {(items.length - most).toLocaleString()} more</li>}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

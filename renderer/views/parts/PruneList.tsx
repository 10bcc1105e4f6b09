import { type ReactNode, useState } from 'react';
import type { EngineId } from '../../../app/engines/engine.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { useAskedEngines } from './asked-engines.tsx';
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
  /** The engine that they are on. */
  engine: EngineId;
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
  const { title, engine, items, none, loss, problem, controls, onRemove, onClose } = props;
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const { ready, edge, content } = useAskedEngines([engine], title);
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
      edge={edge}
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button variant="danger" disabled={going.length === 0 || !ready} onClick={() => onRemove(going)}>
            {going.length === 0 ? words.common.remove : words.parts.removeCount({ count: going.length })}
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
        {items !== undefined && items.length > 0 && <Lines items={items} kept={kept} onToggle={toggle} />}
        {going.length > 0 && content}
      </div>
    </Dialog>
  );
}

function Lines(props: {
  items: readonly Prunable[];
  kept: ReadonlySet<string>;
  onToggle: (id: string, on: boolean) => void;
}): ReactNode {
  const { items, kept, onToggle } = props;
  return (
    <ul className={css['lines']}>
      {items.slice(0, most).map(({ id, name, hint }) => (
        <li key={id}>
          <Checkbox
            label={printable(name, 100)}
            hint={hint}
            checked={!kept.has(id)}
            onChange={(on) => onToggle(id, on)}
          />
        </li>
      ))}
      {items.length > most && <li>{words.common.andMore({ count: items.length - most })}</li>}
    </ul>
  );
}

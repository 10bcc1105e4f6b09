import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import sheet from '../../ui/controls/rows.module.css';
import css from './Run.module.css';

/** Rows of several fields with a button that adds one. The first field of a new row takes the focus. */
export function Rows<T>(props: {
  /** The group's title and accessible name, e.g. `Ports`. */
  label: string;
  /** The names of its buttons. */
  words: { readonly add: string; readonly remove: (named: { readonly number: number }) => string };
  rows: readonly T[];
  /** A row that nobody has typed into. */
  fresh: T;
  onChange: (rows: readonly T[]) => void;
  /** What is wrong with all of them. */
  error: string | undefined;
  /** What is good to know of all of them. */
  hint?: string | undefined;
  /** The fields of a row; `number` counts from 1. */
  children: (row: T, change: (patch: Partial<T>) => void, number: number) => ReactNode;
}): ReactNode {
  const { label, words, rows, fresh, onChange, error, hint } = props;
  const id = useId();
  const root = useRef<HTMLFieldSetElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    const drawn = root.current?.querySelectorAll('[data-row]');
    drawn
      ?.item(drawn.length - 1)
      ?.querySelector<HTMLElement>('input, select')
      ?.focus();
  });
  const add = () => {
    added.current = true;
    onChange([...rows, fresh]);
  };
  return (
    <fieldset ref={root} className={sheet['rows']} aria-describedby={hint === undefined ? undefined : id}>
      <legend className={sheet['title']}>{label}</legend>
      {rows.map((row, index) => (
        // Rows have no identity but their place.
        <div key={index} data-row="" className={css['row']}>
          {props.children(
            row,
            (patch) => onChange(rows.map((old, at) => (at === index ? { ...old, ...patch } : old))),
            index + 1,
          )}
          <span className={css['remove']}>
            <IconButton
              size="sm"
              icon={X}
              label={words.remove({ number: index + 1 })}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          </span>
        </div>
      ))}
      <Remarks id={id} hint={hint} error={error} />
      <div>
        <Button size="sm" icon={Plus} onClick={add}>
          {words.add}
        </Button>
      </div>
    </fieldset>
  );
}

interface RemarksProps {
  /** Of the hint. */
  readonly id: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
}

/** What there is to say of all rows. */
function Remarks({ id, hint, error }: RemarksProps): ReactNode {
  return (
    <>
      {hint !== undefined && (
        <p id={id} className={css['hint']}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p role="alert" className={css['wrong']}>
          {error}
        </p>
      )}
    </>
  );
}

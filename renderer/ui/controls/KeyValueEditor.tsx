import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { words } from '../../words/words.ts';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import css from './KeyValueEditor.module.css';
import rows from './rows.module.css';
import { TextField } from './TextField.tsx';

/** A row: `name=value`. */
export interface Pair {
  readonly name: string;
  readonly value: string;
}

/**
 * Rows of `name=value` with a button that adds one. Enter goes on to the next row and adds one at the end; Backspace in
 * an empty name removes the row. A pasted `A=1` splits itself. The rows are the caller's; empty names are left to it.
 */
export function KeyValueEditor(props: {
  /** The group's title and accessible name, e.g. `Build arguments`. */
  label: string;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
  /** What one row is, e.g. `argument`; for the names of fields and buttons. */
  item: string;
  hint?: ReactNode;
  /** What is wrong with a row, shown under its name. */
  error?: (pair: Pair, index: number) => string | undefined;
  valuePlaceholder?: (pair: Pair) => string | undefined;
  /** For values that nobody should read over a shoulder. */
  secret?: boolean;
}): ReactNode {
  const { label, pairs, onChange, item, hint } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  /** The row whose name takes the focus once it is drawn. */
  const focus = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (focus.current === undefined) return;
    const fields = root.current?.querySelectorAll<HTMLInputElement>('input[data-name]');
    fields?.[Math.min(focus.current, fields.length - 1)]?.focus();
    focus.current = undefined;
  });
  const change = (index: number, pair: Pair) => onChange(pairs.map((old, at) => (at === index ? pair : old)));
  const add = () => {
    focus.current = pairs.length;
    onChange([...pairs, { name: '', value: '' }]);
  };
  const remove = (index: number) => {
    focus.current = Math.max(index - 1, 0);
    onChange(pairs.filter((_, at) => at !== index));
  };
  const next = (index: number) => {
    const fields = root.current?.querySelectorAll<HTMLInputElement>('input[data-name]');
    if (index + 1 < pairs.length) fields?.[index + 1]?.focus();
    else add();
  };
  return (
    <fieldset ref={root} className={rows['rows']}>
      <legend className={rows['title']}>{label}</legend>
      {pairs.map((pair, index) => (
        <PairRow
          // Rows have no identity but their place.
          key={index}
          pair={pair}
          number={index + 1}
          item={item}
          secret={props.secret ?? false}
          error={props.error?.(pair, index)}
          placeholder={props.valuePlaceholder?.(pair)}
          onChange={(changed) => change(index, changed)}
          onRemove={() => remove(index)}
          onNext={() => next(index)}
        />
      ))}
      <div className={css['end']}>
        <Button size="sm" icon={Plus} onClick={add}>
          {words.ui.pairs.add({ item })}
        </Button>
        {hint !== undefined && <span className={css['hint']}>{hint}</span>}
      </div>
    </fieldset>
  );
}

interface PairRowProps {
  readonly pair: Pair;
  readonly number: number;
  readonly item: string;
  readonly secret: boolean;
  readonly error: string | undefined;
  readonly placeholder: string | undefined;
  readonly onChange: (pair: Pair) => void;
  readonly onRemove: () => void;
  readonly onNext: () => void;
}

function PairRow(props: PairRowProps): ReactNode {
  const { pair, number, item, onChange, onRemove, onNext } = props;
  const row = words.ui.pairs.row({ item, number });
  const called = pair.name === '' ? row : pair.name;
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const isName = 'name' in event.currentTarget.dataset;
    const empty = isName && pair.name === '' && pair.value === '';
    if (event.key === 'Enter') onNext();
    else if (event.key === '=' && isName && pair.name !== '') focusValue(event.currentTarget);
    else if (event.key === 'Backspace' && empty) onRemove();
    else return;
    event.preventDefault();
  };
  const rename = (name: string) => {
    const at = name.indexOf('=');
    onChange(at < 0 || pair.value !== '' ? { ...pair, name } : { name: name.slice(0, at), value: name.slice(at + 1) });
  };
  return (
    <div className={css['row']} data-pair="">
      <TextField
        label={words.ui.pairs.name({ row })}
        labelHidden
        mono
        data-name=""
        placeholder={words.ui.pairs.namePlaceholder}
        value={pair.name}
        error={props.error}
        onChange={rename}
        onKeyDown={onKey}
      />
      <span aria-hidden="true" className={css['equals']}>
        =
      </span>
      <TextField
        label={words.ui.pairs.value({ row: called })}
        labelHidden
        mono
        type={props.secret ? 'password' : 'text'}
        placeholder={props.placeholder ?? words.ui.pairs.valuePlaceholder}
        value={pair.value}
        onChange={(value) => onChange({ ...pair, value })}
        onKeyDown={onKey}
      />
      <span className={css['remove']}>
        <IconButton size="sm" icon={X} label={words.common.removeOf({ what: called })} onClick={onRemove} />
      </span>
    </div>
  );
}

/** As typing `NAME=value` in one go wants it. */
function focusValue(name: HTMLInputElement): void {
  name.closest('[data-pair]')?.querySelector<HTMLInputElement>('input:not([data-name])')?.focus();
}

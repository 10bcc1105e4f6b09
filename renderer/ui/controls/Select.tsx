import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import css from './Select.module.css';

/** One of many: a select with the platform's keyboard and screen reader behaviour, drawn by us. */
export function Select<V extends string>(props: {
  /** Stands above it, or with `labelHidden` is only its accessible name. */
  label: string;
  labelHidden?: boolean;
  options: readonly { readonly value: V; readonly label: string }[];
  value: V;
  onChange: (value: V) => void;
  hint?: ReactNode;
  /** What is wrong with the choice; takes the hint's place. */
  error?: string | undefined;
  size?: 'sm' | 'md';
  disabled?: boolean;
}): ReactNode {
  const { options, label, labelHidden, hint, error } = props;
  const note = error ?? hint;
  const id = useId();
  const choose = (value: string) => {
    const chosen = options.find((option) => option.value === value);
    if (chosen) props.onChange(chosen.value);
  };
  return (
    <div className={css['field']}>
      {!labelHidden && (
        <label htmlFor={id} className={css['label']}>
          {label}
        </label>
      )}
      <span className={css['select']} data-size={props.size ?? 'md'}>
        <select
          id={id}
          aria-label={labelHidden ? label : undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          aria-invalid={error !== undefined || undefined}
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
      {note !== undefined && (
        <div id={`${id}-note`} className={error === undefined ? css['hint'] : css['error']}>
          {note}
        </div>
      )}
    </div>
  );
}

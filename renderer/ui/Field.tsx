import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import css from './Field.module.css';

/** A native check box with its label. */
export function Checkbox(props: {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <div className={css['check']}>
      <input
        id={id}
        type="checkbox"
        className={css['checkbox']}
        checked={props.checked}
        disabled={props.disabled}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <div>
        <label htmlFor={id}>{props.label}</label>
        {props.hint !== undefined && (
          <div id={`${id}-hint`} className={css['hint']}>
            {props.hint}
          </div>
        )}
      </div>
    </div>
  );
}

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

/** A text field with its label above and what is wrong with it below. */
export function TextField({ label, hint, error, onChange, ...rest }: TextFieldProps): ReactNode {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={css['label']}>
        {label}
      </label>
      <input
        spellCheck={false}
        autoComplete="off"
        {...rest}
        id={id}
        className={css['input']}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {note !== undefined && (
        <div id={`${id}-note`} className={error === undefined ? css['hint'] : css['error']}>
          {note}
        </div>
      )}
    </div>
  );
}

/** A native select: the platform's own list, keyboard and screen reader behaviour. `label` is its accessible name. */
export function Select<V extends string>(props: {
  label: string;
  options: readonly { readonly value: V; readonly label: string }[];
  value: V;
  onChange: (value: V) => void;
  size?: 'sm' | 'md';
}): ReactNode {
  const { options } = props;
  return (
    <span className={css['select']} data-size={props.size ?? 'md'}>
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) props.onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} aria-hidden="true" />
    </span>
  );
}

import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from '../classes.ts';
import css from './TextField.module.css';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  /** Stands above the field and is its accessible name. */
  readonly label: string;
  /** Keeps the label for screen readers only. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with the value; takes the hint's place. */
  readonly error?: string | undefined;
  /** For ids, ports and paths. */
  readonly mono?: boolean;
}

/** A text field with its label above and a hint, or what is wrong with it, below. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, labelHidden, hint, error, mono, onChange, className, ...rest } = props;
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={classes(css['field'], className)}>
      {!labelHidden && (
        <label htmlFor={id} className={css['label']}>
          {label}
        </label>
      )}
      <input
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        {...rest}
        id={id}
        className={classes(css['input'], mono && css['mono'])}
        aria-label={labelHidden ? label : undefined}
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

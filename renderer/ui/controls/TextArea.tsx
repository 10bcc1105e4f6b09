import { type ComponentProps, type ReactNode, useId } from 'react';
import css from './TextField.module.css';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  /** Stands above the field and is its accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field for text of several lines, such as a command, with its label above. */
export function TextArea({ label, onChange, ...rest }: TextAreaProps): ReactNode {
  const id = useId();
  return (
    <div className={css['field']}>
      <label htmlFor={id} className={css['label']}>
        {label}
      </label>
      <textarea
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        rows={4}
        {...rest}
        id={id}
        className={css['area']}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}

import { type ComponentProps, type ReactNode, useId } from 'react';
import css from './TextField.module.css';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> {
  /** Stands above the field and is its accessible name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  /** What is wrong with the text; takes the hint's place. */
  readonly error?: string | undefined;
}

/** A field for text of several lines, such as a command, with its label above. */
export function TextArea({ label, onChange, hint, error, ...rest }: TextAreaProps): ReactNode {
  const id = useId();
  const note = error ?? hint;
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

import { type ReactNode, useId } from 'react';
import css from './Checkbox.module.css';

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

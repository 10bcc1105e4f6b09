import { type ReactNode, useId } from 'react';
import css from './RadioGroup.module.css';

/** One of a few, all of them seen at once. */
export function RadioGroup<V extends string>(props: {
  /** Stands before them and is the group's accessible name. */
  label: string;
  options: readonly { readonly value: V; readonly label: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
}): ReactNode {
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={id} className={css['group']}>
      <span id={id} className={css['label']}>
        {props.label}
      </span>
      <div className={css['options']}>
        {props.options.map(({ value, label }) => (
          <label key={value} className={css['option']}>
            <input type="radio" name={id} checked={value === props.value} onChange={() => props.onChange(value)} />
            {label}
          </label>
        ))}
      </div>
    </div>
  );
}

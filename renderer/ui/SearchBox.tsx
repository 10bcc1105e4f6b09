import { Search, X } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { IconButton } from './IconButton.tsx';
import { Kbd } from './Kbd.tsx';
import css from './SearchBox.module.css';

/** A filter field. Escape clears it, and leaves it for the results when it is empty. */
export function SearchBox({
  ref,
  ...props
}: {
  /** The accessible name. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** Enter, arrow down, or Escape where nothing is left to clear: on to the results. */
  onSubmit?: () => void;
  /** The key that leads here, shown while it is empty. */
  shortcut?: string;
  ref?: Ref<HTMLInputElement> | undefined;
}): ReactNode {
  const { label, value, onChange, onSubmit, shortcut } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      if (value !== '') onChange('');
      else if (onSubmit) onSubmit();
      else event.currentTarget.blur();
    } else if ((event.key === 'Enter' || event.key === 'ArrowDown') && onSubmit) onSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={css['box']}>
      <Search size={14} aria-hidden="true" className={css['icon']} />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={props.placeholder ?? label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        className={css['input']}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={css['end']}>
        {value !== '' && <IconButton label="Clear" icon={X} size="sm" onClick={() => onChange('')} />}
        {value === '' && shortcut !== undefined && (
          <span aria-hidden="true">
            <Kbd keys={shortcut} />
          </span>
        )}
      </span>
    </div>
  );
}

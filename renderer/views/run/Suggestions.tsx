import type { ReactNode } from 'react';
import { printable } from '../../ui/printable.ts';

/** What a text field with `list={id}` suggests. */
export function Suggestions({ id, names }: { id: string; names: readonly string[] }): ReactNode {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name}>
          {printable(name, 100)}
        </option>
      ))}
    </datalist>
  );
}

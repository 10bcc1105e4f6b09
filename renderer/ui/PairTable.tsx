import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton.tsx';
import css from './PairTable.module.css';
import { printable } from './printable.ts';
import { Untrusted } from './Untrusted.tsx';

/** Names and values that a container or an engine wrote, as a table; each value can be copied. `label` names the table. */
export function PairTable(props: {
  label: string;
  pairs: readonly (readonly [name: string, value: string])[];
}): ReactNode {
  return (
    <table aria-label={props.label} className={css['table']}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {props.pairs.map(([name, value], at) => (
          // A name may stand there twice, and nothing is ever moved.
          <tr key={at}>
            <th scope="row">
              <Untrusted text={name} max={120} mono />
            </th>
            <td>
              <span className={css['value']}>
                <Untrusted text={value} max={400} mono />
                <span className={css['copy']}>
                  <CopyButton text={value} label={`Copy ${printable(name, 120)}`} />
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

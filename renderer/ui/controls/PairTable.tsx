import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { classes } from '../classes.ts';
import { Untrusted } from '../marks/Untrusted.tsx';
import { printable } from '../printable.ts';
import { useOneStop } from '../use-one-stop.ts';
import { CopyButton } from './CopyButton.tsx';
import css from './PairTable.module.css';
import table from './table.module.css';

/**
 * Names and values that a container or an engine wrote, as a table; each value can be copied. `label` names the table. Its
 * buttons are one stop of Tab, between which arrows lead.
 */
export function PairTable(props: {
  label: string;
  pairs: readonly (readonly [name: string, value: string, ...unknown[]])[];
  /** Which of them show no value; it can be copied all the same. */
  hidden?: ReadonlySet<number> | undefined;
}): ReactNode {
  const oneStop = useOneStop<HTMLTableElement>();
  return (
    <table aria-label={props.label} className={classes(table['table'], css['pairs'])} {...oneStop}>
      <thead>
        <tr>
          <th scope="col">{words.common.name}</th>
          <th scope="col">{words.common.value}</th>
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
                {props.hidden?.has(at) ? (
                  <span role="img" aria-label={words.ui.hiddenValue}>
                    ••••••••
                  </span>
                ) : (
                  <Untrusted text={value} max={400} mono />
                )}
                <span className={css['copy']}>
                  <CopyButton text={value} label={words.common.copyOf({ what: printable(name, 120) })} />
                </span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

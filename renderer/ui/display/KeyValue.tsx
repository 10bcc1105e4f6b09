import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { CopyButton } from '../controls/CopyButton.tsx';
import css from './KeyValue.module.css';

export interface KeyValueEntry {
  readonly label: string;
  /** Where the label leads. */
  readonly href?: string;
  readonly value: ReactNode;
  /** What the copy button copies; no button without it. */
  readonly copy?: string | undefined;
  readonly mono?: boolean;
}

/** Facts as a definition list; the copy buttons show with the pointer or the focus, beside what they copy. */
export function KeyValue({ entries }: { entries: readonly KeyValueEntry[] }): ReactNode {
  return (
    <dl className={css['list']}>
      {entries.map((entry) => (
        <div key={entry.label} className={css['entry']}>
          <dt className={css['label']}>{entry.href ? <a href={entry.href}>{entry.label}</a> : entry.label}</dt>
          <dd className={css['value']}>
            <span className={entry.mono ? css['mono'] : css['text']}>{entry.value}</span>
            {entry.copy !== undefined && (
              <span className={css['copy']}>
                <CopyButton text={entry.copy} label={words.common.copyOf({ what: entry.label })} />
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

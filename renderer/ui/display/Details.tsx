import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { CopyButton } from '../controls/CopyButton.tsx';
import { printable } from '../printable.ts';
import css from './Details.module.css';

/** Characters shown; longer output belongs in a log view. The copy button copies what is shown. */
const most = 20_000;

/** Somebody else's words, folded: monospace, made visible, with a copy button. */
export function Details({ text, label = words.common.details }: { text: string; label?: string }): ReactNode {
  const shown = printable(text, most, { lines: true });
  return (
    <details className={css['details']}>
      <summary className={css['summary']}>
        <ChevronRight size={12} aria-hidden="true" className={css['caret']} />
        {label}
      </summary>
      <div className={css['box']}>
        <pre className={css['text']} tabIndex={0}>
          {shown}
        </pre>
        <span className={css['copy']}>
          <CopyButton text={shown} label={words.ui.copyDetails} />
        </span>
      </div>
    </details>
  );
}

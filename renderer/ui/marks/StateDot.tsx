import type { ReactNode } from 'react';
import { Spinner } from './Spinner.tsx';
import css from './StateDot.module.css';
import spoken from './spoken.module.css';

export type StateTone = 'running' | 'paused' | 'exited' | 'bad' | 'created' | 'busy' | 'warn' | 'starting' | 'unknown';

/** One shape per tone, 12 px: they differ without colour too. */
const shapes: Record<Exclude<StateTone, 'busy'>, ReactNode> = {
  running: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  paused: <path d="M3 2h2v8H3zM7 2h2v8H7z" fill="currentColor" />,
  exited: <rect x="2.5" y="2.5" width="7" height="7" rx="1" fill="currentColor" />,
  starting: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  unknown: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2" />,
  bad: <path d="M2.5 2.5l7 7M9.5 2.5l-7 7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  created: <path d="M6 1l5 5-5 5-5-5z" fill="currentColor" />,
  warn: <path d="M6 1.2L11.4 10.8H.6z" fill="currentColor" />,
};

/**
 * A state as shape and colour with its word. `hideWord` keeps the word for screen readers and the tooltip only; `note`
 * says more there.
 */
export function StateDot(props: {
  tone: StateTone;
  word: string;
  hideWord?: boolean;
  note?: string | undefined;
}): ReactNode {
  const { tone, word, hideWord, note } = props;
  const tip = note === undefined ? hideWord && word : `${word}, ${note}`;
  const shape =
    tone === 'busy' ? (
      <Spinner />
    ) : (
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[tone]}
      </svg>
    );
  return (
    <span className={css['state']} data-tone={tone} data-tip={tip || undefined}>
      {shape}
      <span className={hideWord ? spoken['spoken'] : css['word']}>{word}</span>
      {note !== undefined && <span className={spoken['spoken']}>, {note}</span>}
    </span>
  );
}

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { words } from '../../words/words.ts';
import { classes } from '../classes.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Details } from '../display/Details.tsx';
import { Untrusted } from '../marks/Untrusted.tsx';
import { useLatest } from '../use-latest.ts';
import css from './Notices.module.css';

/** ms a success stays; the pointer or the focus on it holds it. */
const stay = 4_000;
/** ms of a success that offers a next step: long enough to read it and to decide. */
const stayWithOffer = 15_000;
/** UTF-16 units of a sentence; an engine's own words belong in `detail`. */
const mostText = 1_000;
const icons = { success: CircleCheck, info: Info, error: CircleAlert };

interface Notice {
  readonly id: string;
  /** Failures stay and are read out at once; successes go by themselves. */
  readonly tone: 'success' | 'info' | 'error';
  readonly title: string;
  readonly text?: string | undefined;
  /** Somebody else's words: monospace, folded, can be copied. */
  readonly detail?: string | undefined;
  /** What it is about, each a line. */
  readonly items?: readonly string[];
  readonly actions: readonly { readonly label: string; onSelect: () => void }[];
}

/**
 * The stack of notices in the corner. The caller keeps the list. The region of what went well is there before any
 * notice: a screen reader tells only what comes into a region that it knows. An alert is told wherever it appears.
 */
export function Notices(props: { notices: readonly Notice[]; onClose(id: string): void }): ReactNode {
  const cards = (which: (notice: Notice) => boolean) =>
    props.notices
      .filter(which)
      .map((notice) => <NoticeCard key={notice.id} notice={notice} onClose={() => props.onClose(notice.id)} />);
  return (
    <section aria-label={words.ui.notices} className={css['notices']}>
      {/* Not atomic: what was told already is not told again with the next. */}
      <div role="status" aria-atomic="false" className={css['told']}>
        {cards(({ tone }) => tone !== 'error')}
      </div>
      {cards(({ tone }) => tone === 'error')}
    </section>
  );
}

function NoticeCard({ notice, onClose }: { notice: Notice; onClose: () => void }): ReactNode {
  const { tone, title, text, detail, items = [], actions } = notice;
  const [held, setHeld] = useState(false);
  const close = useLatest(onClose);
  useEffect(() => {
    if (notice.tone !== 'success' || held) return;
    const timer = setTimeout(() => close.current(), notice.actions.length > 0 ? stayWithOffer : stay);
    return () => clearTimeout(timer);
  }, [notice, held, close]);
  const Glyph = icons[tone];
  return (
    <div
      role={tone === 'error' ? 'alert' : undefined}
      className={classes(css['notice'], css[tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Glyph size={16} aria-hidden="true" className={css['icon']} />
      <div className={css['body']}>
        <div className={css['title']}>
          <Untrusted text={title} />
        </div>
        {text !== undefined && (
          <div className={css['text']}>
            <Untrusted text={text} max={mostText} />
          </div>
        )}
        {items.length > 0 && (
          <ul className={css['items']}>
            {items.map((item) => (
              <li key={item}>
                <Untrusted text={item} max={mostText} />
              </li>
            ))}
          </ul>
        )}
        {detail !== undefined && detail !== '' && <Details text={detail} />}
        <Actions actions={actions} onClose={onClose} />
      </div>
      <IconButton label={words.common.dismiss} icon={X} size="sm" onClick={onClose} />
    </div>
  );
}

function Actions({ actions, onClose }: Pick<Notice, 'actions'> & { onClose: () => void }): ReactNode {
  if (actions.length === 0) return null;
  return (
    <div className={css['actions']}>
      {actions.map(({ label, onSelect }) => (
        <Button
          key={label}
          size="sm"
          onClick={() => {
            onClose();
            onSelect();
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

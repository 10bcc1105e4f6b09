import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { words } from '../../words/words.ts';
import css from './Run.module.css';

interface SectionProps {
  readonly title: string;
  /** Of the heading; one in a dialog is of the third. */
  readonly level?: 2 | 3;
  /** Whether it can be folded, and how it begins. Without it, it is always in sight. */
  readonly folds?: 'open' | 'folded';
  /** How many of its fields somebody filled in. */
  readonly set?: number;
  /** Something in it is wrong, which has to be in sight. */
  readonly wrong?: boolean;
  readonly children: ReactNode;
}

/** A part of the form under a heading of its own, which says how much of it was filled in. */
export function Section({ title, level = 3, folds, set = 0, wrong = false, children }: SectionProps): ReactNode {
  const Heading = `h${level}` as const;
  const [open, setOpen] = useState(folds !== 'folded');
  // It stays open when that is mended, or it would fold while somebody types.
  if (wrong && !open) setOpen(true);
  const mark = set > 0 && <span className={css['mark']}>{words.run.options.set({ count: set })}</span>;
  return (
    <div className={css['section']}>
      <Heading className={css['heading']}>
        {folds === undefined ? (
          <span className={css['head']}>
            {title} {mark}
          </span>
        ) : (
          <button type="button" className={css['head']} aria-expanded={open} onClick={() => setOpen(!open)}>
            {title} {mark}
            <ChevronRight size={12} aria-hidden="true" className={css['caret']} />
          </button>
        )}
      </Heading>
      {open && children}
    </div>
  );
}

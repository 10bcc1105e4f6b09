import type { ReactNode } from 'react';
import type { Icon } from '../icon.ts';
import css from './EmptyState.module.css';

/** What a pane says when it has nothing to show: what is so, and what to do next. */
export function EmptyState(props: {
  icon?: Icon | undefined;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}): ReactNode {
  const { icon: Glyph, title, children, actions } = props;
  return (
    <div className={css['empty']}>
      {Glyph && (
        <span className={css['icon']}>
          <Crane />
          <Glyph size={22} strokeWidth={1.75} aria-hidden="true" />
        </span>
      )}
      <h2 className={css['title']}>{title}</h2>
      {children !== undefined && <div className={css['text']}>{children}</div>}
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </div>
  );
}

/** The mark without its load: in its place hangs the icon. */
function Crane(): ReactNode {
  return (
    <svg viewBox="0 0 88 64" aria-hidden="true" className={css['crane']}>
      <path d="M6 9h76M18 9v50M70 9v50M44 9v14" />
    </svg>
  );
}

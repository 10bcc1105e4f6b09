import type { ReactNode } from 'react';
import css from './EmptyState.module.css';
import type { Icon } from './icon.ts';

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
          <Glyph size={20} strokeWidth={1.75} aria-hidden="true" />
        </span>
      )}
      <h2 className={css['title']}>{title}</h2>
      {children !== undefined && <div className={css['text']}>{children}</div>}
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </div>
  );
}

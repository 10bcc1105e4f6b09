import type { ReactNode } from 'react';
import css from './Heading.module.css';

/**
 * The top line of a section, the same in all of them: the way back, its name, a few words on its content, its verbs,
 * and at the right end its filter. Where there is little room the filter has a line of its own.
 */
export function Heading(props: {
  title: string;
  summary?: ReactNode;
  back?: ReactNode;
  /** Buttons, all of the usual height. */
  children?: ReactNode;
  filter?: ReactNode;
}): ReactNode {
  const { title, summary, back, children, filter } = props;
  return (
    <header className={css['heading']}>
      <div className={css['line']}>
        {back}
        <h1 className={css['title']}>{title}</h1>
        <span className={css['summary']}>{summary}</span>
        {children !== undefined && <div className={css['verbs']}>{children}</div>}
        {filter !== undefined && <div className={css['filter']}>{filter}</div>}
      </div>
    </header>
  );
}

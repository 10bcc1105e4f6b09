import type { ReactNode } from 'react';
import { useOneStop } from '../../ui/use-one-stop.ts';
import { words } from '../../words/words.ts';
import css from './Heading.module.css';

/**
 * The top line of a section, the same in all of them: the way back, its name, a few words on its content, its verbs,
 * and at the right end its filter. Where there is little room the filter has a line of its own. Verbs and filter are a
 * toolbar: one stop of Tab, the field last in it.
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
        {children === undefined ? (
          filter !== undefined && <div className={css['filter']}>{filter}</div>
        ) : (
          <Tools title={title} filter={filter}>
            {children}
          </Tools>
        )}
      </div>
    </header>
  );
}

function Tools({ title, filter, children }: { title: string; filter: ReactNode; children: ReactNode }): ReactNode {
  const oneStop = useOneStop<HTMLDivElement>();
  return (
    <div role="toolbar" aria-label={words.parts.toolsOf({ title })} className={css['tools']} {...oneStop}>
      <div className={css['verbs']}>{children}</div>
      {filter !== undefined && <div className={css['filter']}>{filter}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import css from './Heading.module.css';

/** The top line of a section: its name, a few words on its content, its controls. */
export function Heading(props: { title: string; summary?: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <header className={css['heading']}>
      <h1 className={css['title']}>{props.title}</h1>
      {props.summary !== undefined && <span className={css['summary']}>{props.summary}</span>}
      <div className={css['controls']}>{props.children}</div>
    </header>
  );
}

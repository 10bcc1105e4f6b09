import type { ReactNode } from 'react';
import { focusList } from '../ui/focus.ts';
import css from './SkipLink.module.css';

/** The section's id in the page. */
export const mainId = 'main';

/** The first stop of Tab, seen only while it has the focus: past the navigation, to the list. */
export function SkipLink(): ReactNode {
  return (
    <a
      href={`#${mainId}`}
      className={css['skip']}
      onClick={(event) => {
        // The address bar's hash says where the person is.
        event.preventDefault();
        focusList();
      }}
    >
      Skip to the list
    </a>
  );
}

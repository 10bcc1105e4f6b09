import type { ReactNode } from 'react';
import css from './Mark.module.css';

/** Gantry's mark in the colour of the text around it; `assets/mark.svg` is its source. */
export function Mark(): ReactNode {
  return <span aria-hidden="true" className={css['mark']} />;
}

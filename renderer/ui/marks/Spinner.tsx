import type { ReactNode } from 'react';
import css from './Spinner.module.css';

/** A turning ring; decorative, so say in words what is going on. Stands still with reduced motion. */
export function Spinner({ size = 12 }: { /** px */ size?: number }): ReactNode {
  return <span aria-hidden="true" className={css['spinner']} style={{ width: size, height: size }} />;
}

import type { ReactNode } from 'react';
import { printable } from '../printable.ts';
import css from './Untrusted.module.css';

/** UTF-16 units: what one line can show, and what a tooltip holds. */
const shortest = 300;
const longest = 1_000;

/**
 * Text that a container, an image or an engine wrote. It cannot reorder or hide anything around it: it is drawn as a
 * text node of its own direction, with invisible characters made visible. The tooltip has more of it when it was cut at
 * `max` (UTF-16 units) or by the edge of its parent.
 */
export function Untrusted({ text, max = shortest, mono }: { text: string; max?: number; mono?: boolean }): ReactNode {
  const cut = text.length > max;
  return (
    <bdi
      className={mono ? css['mono'] : css['text']}
      data-tip={cut ? printable(text, longest) : undefined}
      data-clip={cut ? undefined : ''}
    >
      {printable(text, max)}
    </bdi>
  );
}

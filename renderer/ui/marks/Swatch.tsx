import type { ReactNode } from 'react';
import css from './Swatch.module.css';

export type SwatchColour = 'grey' | 'blue' | 'green' | 'purple' | 'orange' | 'teal' | 'pink' | 'red';

/** What is known by a colour, beside its name: never alone, for it says nothing to who does not see it. */
export function Swatch({ colour }: { colour: SwatchColour }): ReactNode {
  return <span aria-hidden="true" className={css['swatch']} data-colour={colour} />;
}

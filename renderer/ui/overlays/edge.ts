import type { CSSProperties } from 'react';
import type { SwatchColour } from '../marks/Swatch.tsx';

interface Edged {
  readonly 'data-edged'?: true;
  readonly style?: CSSProperties;
}

/** For a dialog: the edge in the colour of what it is about. */
export function edged(colour: SwatchColour | undefined): Edged {
  return colour === undefined ? {} : { 'data-edged': true, style: { borderColor: `var(--engine-${colour})` } };
}

import type { Style } from './inside.ts';

/** xterm keeps a colour with its mode in the lower bits of each of the two words, and flags above. */
const colorMask = 0x3ffffff;
const modeMask = 0x3000000;
const modes = { sixteen: 0x1000000, palette: 0x2000000 };
/** Flags of a style that no sequence restores: they belong to links, and to what may not be erased. */
const others = 0x30000000;

const flagsOfForeground = [
  [0x8000000, 1],
  [0x10000000, 4],
  [0x20000000, 5],
  [0x4000000, 7],
  [0x40000000, 8],
  [0x80000000, 9],
] as const;
const flagsOfBackground = [
  [0x8000000, 2],
  [0x4000000, 3],
  [0x40000000, 53],
] as const;

/** How a terminal writes that has just begun. */
export const plain: Style = { fg: 0, bg: 0 };

/** The colour of the background alone, as in what is erased. */
export const backgroundOf = (bg: number) => bg & colorMask;

/** Whether both look the same. */
export const isAlike = (fg: number, bg: number, style: Style) => fg === style.fg && ((bg ^ style.bg) & ~others) === 0;

/** The sequence that changes the style from one to another. */
export function restyling(from: Style, to: Style): string {
  const sameBackground = ((from.bg ^ to.bg) & ~others) === 0;
  const sameFlags = ((from.fg ^ to.fg) & ~colorMask) === 0;
  if (sameBackground && sameFlags) return `\x1b[${colored(to.fg, 30)}m`;
  return styling(to);
}

/** The sequence that sets a style, whatever was before. */
export function styling({ fg, bg }: Style): string {
  const set: (number | string)[] = [0];
  for (const [flag, code] of flagsOfForeground) if (fg & flag) set.push(code);
  for (const [flag, code] of flagsOfBackground) if (bg & flag) set.push(code);
  if (fg & modeMask) set.push(colored(fg, 30));
  if (bg & modeMask) set.push(colored(bg, 40));
  return `\x1b[${set.join(';')}m`;
}

/** The first sixteen of the palette look otherwise when bold if they are told by their own codes. */
function colored(word: number, base: 30 | 40): string {
  const color = word & 0xffffff;
  switch (word & modeMask) {
    case 0:
      return `${base + 9}`;
    case modes.sixteen:
      return `${(color & 8 ? base + 60 : base) + (color & 7)}`;
    case modes.palette:
      return `${base + 8};5;${color & 0xff}`;
    default:
      return `${base + 8};2;${color >> 16};${(color >> 8) & 0xff};${color & 0xff}`;
  }
}

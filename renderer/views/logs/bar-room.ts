import { words } from '../../words/words.ts';

/** px of one level with its count, and of what else a bar holds, each with its margins. */
const level = 50;
const padding = 16;
const arrow = 28;
const allVerbs = 220;
const fewVerbs = 168;
/** px of each character at most, and around the line count and the two words. */
const character = 6.5;
const aroundCount = 18;
const word = 19 + words.logs.levels.label.length * character;
const showAgain = 27 + words.logs.bar.showAgain.length * character;
/** px of a bar from which on it has room for all words, and from which on for all verbs and the line count. */
const wide = 520;
const middling = 440;

/** What has room in the bar of a log; the rest is in its menus. */
export interface BarRoom {
  /** The levels' word, and the way back from a cleared view. */
  readonly words: boolean;
  /** Those for times; the line count stands in the same line then, else below. */
  readonly verbs: boolean;
  /** How many levels. */
  readonly levels: number;
}

/** `px`: width of the bar, undefined before it was measured; `lines`: the line count as it is written. */
export function barRoom(px: number | undefined, lines: string, cleared: boolean): BarRoom {
  const width = px ?? wide;
  const isWide = width >= wide;
  const verbs = width >= middling;
  const used =
    padding +
    (isWide ? word : arrow) +
    (isWide && cleared ? showAgain : 0) +
    (verbs ? allVerbs + aroundCount + lines.length * character : fewVerbs);
  return { words: isWide, verbs, levels: Math.max(0, Math.floor((width - used) / level)) };
}

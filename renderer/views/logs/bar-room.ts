/** px of one level with its count, and of what else a bar holds, each with its margins. */
const level = 50;
const padding = 16;
const word = 58;
const arrow = 28;
const showAgain = 92;
const allVerbs = 220;
const fewVerbs = 168;
/** px around the line count, and of each of its characters at most. */
const aroundCount = 18;
const character = 6.5;
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
  const words = width >= wide;
  const verbs = width >= middling;
  const used =
    padding +
    (words ? word : arrow) +
    (words && cleared ? showAgain : 0) +
    (verbs ? allVerbs + aroundCount + lines.length * character : fewVerbs);
  return { words, verbs, levels: Math.max(0, Math.floor((width - used) / level)) };
}

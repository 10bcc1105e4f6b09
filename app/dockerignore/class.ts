import { malformed } from './syntax.ts';

/** Characters from one to another, both included, as code points. */
export type Range = readonly [low: number, high: number];

/** Some characters, or all others. */
export interface CharacterSet {
  readonly negated: boolean;
  readonly ranges: readonly Range[];
  /** More of them: Unicode's categories, which are too many characters for ranges. */
  readonly categories: readonly RegExp[];
}

/** Whether a set takes a character, told by its code point. */
export function takesCode({ negated, ranges, categories }: CharacterSet, code: number): boolean {
  const isIn =
    ranges.some(([low, high]) => low <= code && code <= high) ||
    categories.some((category) => category.test(String.fromCodePoint(code)));
  return isIn !== negated;
}

const last = 0x10ffff;

/** What `\d` and the like stand for. */
const kinds = new Map<string, readonly Range[]>([
  ['d', ranges('09')],
  [
    's',
    [
      [9, 10],
      [12, 13],
      [32, 32],
    ],
  ],
  ['w', ranges('09', 'AZ', '__', 'az')],
]);

/** What `[:alpha:]` and the like stand for, inside of a class. */
const named = new Map<string, readonly Range[]>([
  ['alnum', ranges('09', 'AZ', 'az')],
  ['alpha', ranges('AZ', 'az')],
  ['ascii', [[0, 0x7f]]],
  [
    'blank',
    [
      [9, 9],
      [32, 32],
    ],
  ],
  [
    'cntrl',
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ['digit', ranges('09')],
  ['graph', ranges('!~')],
  ['lower', ranges('az')],
  ['print', ranges(' ~')],
  ['punct', ranges('!/', ':@', '[`', '{~')],
  [
    'space',
    [
      [9, 13],
      [32, 32],
    ],
  ],
  ['upper', ranges('AZ')],
  ['word', ranges('09', 'AZ', '__', 'az')],
  ['xdigit', ranges('09', 'AF', 'af')],
]);

const controls = new Map([
  ['a', 7],
  ['f', 12],
  ['n', 10],
  ['r', 13],
  ['t', 9],
  ['v', 11],
]);

/** Characters of a pattern; `end` is behind what says so. */
interface Escaped extends Omit<CharacterSet, 'negated'> {
  readonly end: number;
}

const none: readonly RegExp[] = [];

/** What stands behind a `\`: one character, or several. Throws for what Go's expressions do not know. */
export function escapeAt(chars: readonly string[], at: number, pattern: string): Escaped {
  const character = chars[at] ?? '';
  if (character === 'p' || character === 'P') {
    // A name in braces never comes here: a pattern's braces are escaped.
    const letter = chars[at + 1] ?? '';
    if (!/^[CLMNPSZ]$/.test(letter)) throw malformed(pattern);
    return { ranges: [], categories: [new RegExp(`\\${character}{${letter}}`, 'u')], end: at + 2 };
  }
  const text = chars.slice(at, at + 3).join('');
  const [number] = /^(?:x[0-9a-f]{2}|0[0-7]{0,2}|[1-7][0-7]{1,2})/i.exec(text) ?? [];
  if (number !== undefined && character !== 'X') {
    const code = character === 'x' ? Number.parseInt(number.slice(1), 16) : Number.parseInt(number, 8);
    return { ranges: [[code, code]], categories: none, end: at + number.length };
  }
  return { ranges: escaped(character, pattern), categories: none, end: at + 1 };
}

function escaped(character: string, pattern: string): readonly Range[] {
  const code = character.codePointAt(0);
  if (code === undefined) throw malformed(pattern);
  const control = controls.get(character);
  if (control !== undefined) return [[control, control]];
  const kind = kinds.get(character.toLowerCase());
  if (kind) return character === character.toLowerCase() ? kind : others(kind);
  if (code > 0x7f || /[a-z0-9]/i.test(character)) throw malformed(pattern);
  return [[code, code]];
}

/** The class from behind its `[` on, as Go's expressions read it; `end` is where its `]` stands. */
export function readClass(chars: readonly string[], from: number, pattern: string): CharacterSet & { end: number } {
  const negated = chars[from] === '^';
  const found: Range[] = [];
  const categories: RegExp[] = [];
  let at = negated ? from + 1 : from;
  for (let first = true; first || chars[at] !== ']'; first = false) {
    const name = chars[at] === '[' && chars[at + 1] === ':' ? nameAt(chars, at + 2) : undefined;
    if (name !== undefined) {
      found.push(...namedRanges(name, pattern));
      at += name.length + 4;
      continue;
    }
    const low = charactersAt(chars, at, pattern);
    at = low.end;
    categories.push(...low.categories);
    const isRange =
      low.single !== undefined && chars[at] === '-' && chars[at + 1] !== undefined && chars[at + 1] !== ']';
    const high = isRange ? charactersAt(chars, at + 1, pattern) : undefined;
    if (!high || low.single === undefined) found.push(...low.ranges);
    else {
      if (high.single === undefined || high.single < low.single) throw malformed(pattern);
      found.push([low.single, high.single]);
      at = high.end;
    }
  }
  return { negated, ranges: found, categories, end: at };
}

function charactersAt(chars: readonly string[], at: number, pattern: string) {
  const code = chars[at]?.codePointAt(0);
  if (code === undefined) throw malformed(pattern);
  const alone = { ranges: [[code, code]] as const, categories: none, end: at + 1 };
  const found = chars[at] === '\\' ? escapeAt(chars, at + 1, pattern) : alone;
  const [[low, high] = [0, 1], ...more] = found.ranges;
  return { ...found, single: more.length === 0 && low === high ? low : undefined };
}

/** The name of `[:name:]`; none of them is longer than these. */
function nameAt(chars: readonly string[], at: number): string | undefined {
  const text = chars.slice(at, at + 16).join('');
  const end = text.indexOf(':]');
  return end === -1 ? undefined : text.slice(0, end);
}

function namedRanges(name: string, pattern: string): readonly Range[] {
  const negated = name.startsWith('^');
  const found = named.get(negated ? name.slice(1) : name);
  if (!found) throw malformed(pattern);
  return negated ? others(found) : found;
}

function others(from: readonly Range[]): readonly Range[] {
  const starts = [0, ...from.map(([, high]) => high + 1)];
  const ends = [...from.map(([low]) => low - 1), last];
  return starts.flatMap((start, n): Range[] => (start <= (ends[n] ?? 0) ? [[start, ends[n] ?? 0]] : []));
}

function ranges(...pairs: readonly string[]): readonly Range[] {
  return pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]);
}

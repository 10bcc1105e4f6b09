type Params = readonly (number | number[])[];

/** What both halves of xterm have of a parser. */
interface Parser {
  registerCsiHandler(id: Sequence, take: (params: (number | number[])[]) => boolean): unknown;
  registerDcsHandler(id: Sequence, take: () => boolean): unknown;
  registerOscHandler(id: number, take: (data: string) => boolean): unknown;
}

interface Line {
  getCell(column: number): { getChars(): string } | undefined;
}

/** A terminal, in main or in the page. */
interface Guarded {
  readonly parser: Parser;
  readonly cols: number;
  readonly rows: number;
  readonly buffer: {
    readonly active: {
      readonly cursorX: number;
      readonly cursorY: number;
      readonly baseY: number;
      getLine(row: number): Line | undefined;
    };
  };
}

/** The part of a terminal that it shows nobody: what does as a sequence says, and there alone its figures can be changed. */
interface Inner {
  readonly _core: {
    readonly _inputHandler: {
      eraseInDisplay(params: { params: readonly number[] }, selective: boolean): boolean;
      setHyperlink(data: string): boolean;
    };
    readonly _oscLinkService: { readonly _dataByLinkId: { readonly size: number } };
    registerCsiHandler(id: Sequence, take: (read: { readonly params: Int32Array }) => boolean): unknown;
  };
}

interface Sequence {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
}

/** Most characters that a repetition brings: some lines of the widest screen. */
const mostRepeats = 1000;

/** Most UTF-16 units of a character, with all that is put upon it, that is repeated: no script has as many. */
const longestRepeated = 64;

type Most = (terminal: Guarded) => number;
const rows: Most = (terminal) => terminal.rows;
const cols: Most = (terminal) => terminal.cols;

/**
 * They do something as often as asked, one time after the other: insert, delete and scroll lines and columns, go by tabs,
 * repeat. More often than the screen has lines or columns is the same as that often.
 */
const repeating: readonly (readonly [Sequence, Most])[] = [
  ...['L', 'M', 'S', 'T'].map((final) => [{ final }, rows] as const),
  ...['I', 'Z'].map((final) => [{ final }, cols] as const),
  [{ final: 'b' }, () => mostRepeats],
  [{ intermediates: ' ', final: '@' }, cols],
  [{ intermediates: ' ', final: 'A' }, cols],
  [{ intermediates: "'", final: '}' }, cols],
  [{ intermediates: "'", final: '~' }, cols],
];

const askings: readonly Sequence[] = [
  ...['', '>', '='].map((prefix) => ({ ...(prefix && { prefix }), final: 'c' })),
  ...['', '?'].map((prefix) => ({ ...(prefix && { prefix }), final: 'n' })),
  ...['', '?'].map((prefix) => ({ ...(prefix && { prefix }), intermediates: '$', final: 'p' })),
  { prefix: '>', final: 'q' },
  { final: 't' },
];

/** Characters of a link; each is kept for as long as its line is. */
const longestLink = 2000;

/** Links that are kept: each costs something with every line that leaves a full scrollback, and a line may have any number. */
export const mostLinks = 5000;

/**
 * Keeps a terminal from what would keep it busy for long, and has it say nothing of its settings and its title unasked by
 * the person. The screen in main and the one in the page do the same, or they would differ.
 */
export function guardParser(terminal: Guarded): void {
  const { _core } = terminal as unknown as Inner;
  for (const [sequence, most] of repeating) {
    _core.registerCsiHandler(sequence, ({ params }) => {
      params[0] = Math.min(params[0] ?? 0, most(terminal));
      return false;
    });
  }
  const { parser } = terminal;
  parser.registerCsiHandler({ final: 'b' }, () => isGiant(terminal));
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
  parser.registerOscHandler(8, (data) => {
    // Without an address it ends one.
    const isOne = !data.endsWith(';');
    const fits = data.length <= longestLink && _core._oscLinkService._dataByLinkId.size < mostLinks;
    // What follows belongs to the one before no more.
    return isOne && !fits && _core._inputHandler.setHyperlink(';');
  });
  guardErasing(terminal, false);
  guardErasing(terminal, true);
}

/** Whether the character before the cursor has any number of marks: some bytes would make a hundred MB of it. */
function isGiant({ buffer: { active } }: Guarded): boolean {
  const line = active.getLine(active.baseY + active.cursorY);
  // A wide one is in the first of its two columns.
  return [1, 2].some((back) => (line?.getCell(active.cursorX - back)?.getChars().length ?? 0) > longestRepeated);
}

/**
 * Where the cursor is in the last column of the last line there is, xterm throws when it is to erase all until there,
 * and takes no more. It does the same where it is to erase the whole screen.
 */
function guardErasing(terminal: Guarded, selective: boolean): void {
  const { _inputHandler: doing } = (terminal as unknown as Inner)._core;
  terminal.parser.registerCsiHandler({ ...(selective && { prefix: '?' }), final: 'J' }, (params) => {
    const { active } = terminal.buffer;
    const isSafe = active.cursorX + 1 < terminal.cols || active.getLine(active.cursorY + 1) !== undefined;
    return first(params) === 1 && !isSafe && doing.eraseInDisplay({ params: [2] }, selective);
  });
}

/** Has a terminal answer no question of a program: the one in main answers, whether a page looks or not. */
export function muteParser(parser: Parser): void {
  for (const sequence of askings) parser.registerCsiHandler(sequence, () => true);
  for (const color of [4, 10, 11, 12]) parser.registerOscHandler(color, (data) => data.includes('?'));
}

const first = (params: Params): number => (typeof params[0] === 'number' ? params[0] : 0);

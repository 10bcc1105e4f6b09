type Params = readonly (number | number[])[];

/** What both halves of xterm have of a parser. */
interface Parser {
  registerCsiHandler(id: Sequence, take: (params: (number | number[])[]) => boolean): unknown;
  registerDcsHandler(id: Sequence, take: () => boolean): unknown;
  registerOscHandler(id: number, take: (data: string) => boolean): unknown;
}

/** What both halves of xterm have of a terminal. */
interface Guarded {
  readonly parser: Parser;
  readonly cols: number;
  readonly buffer: {
    readonly active: { readonly cursorX: number; readonly cursorY: number; getLine(row: number): object | undefined };
  };
}

/** The part of a terminal that it shows nobody: what does as a sequence says. */
interface Doing {
  readonly _core: {
    readonly _inputHandler: { eraseInDisplay(params: { params: readonly number[] }, selective: boolean): boolean };
  };
}

interface Sequence {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
}

/** More of anything than the largest screen has lines or columns is none that an honest program asks for. */
const mostRepeats = 1000;

/** They do something as often as asked, one time after the other: insert, delete and scroll lines, repeat, go by tabs. */
const repeating: readonly Sequence[] = [
  ...['L', 'M', 'S', 'T', 'b', 'I', 'Z'].map((final) => ({ final })),
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
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

/**
 * Has a terminal leave out what would keep it busy for long, and say nothing of its settings and its title unasked by
 * the person. The screen in main and the one in the page leave out the same, or they would differ.
 */
export function guardParser(terminal: Guarded): void {
  const { parser } = terminal;
  for (const sequence of repeating) parser.registerCsiHandler(sequence, (params) => first(params) > mostRepeats);
  parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
  parser.registerOscHandler(8, (data) => data.length > longestLink);
  guardErasing(terminal, false);
  guardErasing(terminal, true);
}

/**
 * Where the cursor is in the last column of the last line there is, xterm throws when it is to erase all until there,
 * and takes no more. It does the same where it is to erase the whole screen.
 */
function guardErasing(terminal: Guarded, selective: boolean): void {
  const { _inputHandler: doing } = (terminal as unknown as Doing)._core;
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

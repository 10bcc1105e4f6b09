/** What both halves of xterm have of a parser. */
interface Parser {
  registerCsiHandler(id: Sequence, take: () => boolean): unknown;
  registerDcsHandler(id: Sequence, take: () => boolean): unknown;
  registerOscHandler(id: number, take: (data: string) => boolean): unknown;
}

/** A terminal, in main or in the page. */
interface Guarded {
  readonly parser: Parser;
  readonly cols: number;
  readonly rows: number;
}

/** What is behind a terminal: there alone the figures of a sequence can be changed. `terminal-parser.test.ts` tells when it is elsewhere. */
interface Inner {
  registerCsiHandler(id: Sequence, take: (read: { readonly params: Int32Array }) => boolean): unknown;
}

interface Sequence {
  readonly prefix?: string;
  readonly intermediates?: string;
  readonly final: string;
}

/** Most characters that a repetition brings: some lines of the widest screen. */
const mostRepeats = 1000;

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

/**
 * Keeps a terminal from what would keep it busy for long, and has it say nothing of its settings and its title unasked by
 * the person. The screen in main and the one in the page do the same, or they would differ.
 */
export function guardParser(terminal: Guarded): void {
  const inner = (terminal as unknown as { readonly _core: Inner })._core;
  for (const [sequence, most] of repeating) {
    inner.registerCsiHandler(sequence, ({ params }) => {
      params[0] = Math.min(params[0] ?? 0, most(terminal));
      return false;
    });
  }
  terminal.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
  terminal.parser.registerOscHandler(8, (data) => data.length > longestLink);
}

/** Has a terminal answer no question of a program: the one in main answers, whether a page looks or not. */
export function muteParser(parser: Parser): void {
  for (const sequence of askings) parser.registerCsiHandler(sequence, () => true);
  for (const color of [4, 10, 11, 12]) parser.registerOscHandler(color, (data) => data.includes('?'));
}

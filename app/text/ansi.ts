import { type AnsiStyle, applySgr, without } from './sgr.ts';

export interface AnsiRun {
  readonly text: string;
  readonly style: AnsiStyle;
}

/** What makes a line more than text: any control character but tab and line feed. */
const special = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const controls = new RegExp(special.source, 'g');

/** C0 characters and DEL that may stand inside of a sequence; CAN, SUB and ESC end it. */
const inside = '\\u0000-\\u0017\\u0019\\u001c-\\u001f\\u007f';
const start = (seven: string, eight: string) => `(?:\\u001b[${inside}]*[${seven}]|[${eight}])`;
const terminator = '\\u009c|\\u001b\\\\';
/**
 * One sequence by ECMA-48, as xterm's parser tells them apart, or a carriage return. CSI: parameters and all between
 * them, and the final byte. OSC: its text and its terminator. DCS, SOS, PM and APC up to theirs. Any other escape. A
 * sequence that is not ended is dropped as far as it goes.
 */
const sequence = new RegExp(
  [
    `${start('[', '\\u009b')}(?<parameters>[${inside} -?]*)(?<final>[@-~]?)`,
    `${start('\\]', '\\u009d')}(?<osc>[^\\u0007\\u0018\\u001a\\u001b\\u0080-\\u009f]*)(?<ended>\\u0007|${terminator})?`,
    `${start('PX^_', '\\u0090\\u0098\\u009e\\u009f')}[^\\u0018\\u001a\\u001b\\u0080-\\u009f]*(?:${terminator})?`,
    `\\u001b[${inside} -/]*[0-~]?`,
    '\\r',
  ].join('|'),
  'g',
);

/** Parameters of SGR; with a private or an intermediate byte among them the sequence is another one. */
const ofSgr = /^[\d;:]*$/;
/** Parameters of EL that erase what stands after the cursor. */
const ofErasing = /^[02]?$/;
/** OSC 8: parameters, then the address, which is empty where the link ends. */
const hyperlink = /^8;[^;]*;(.*)$/s;
/** What RFC 3986 lets an address consist of; browsers take at most about 2,000 characters. */
const address = /^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]{1,2000}$/i;

/** What stands in place of a control character. */
type Shown = (control: string) => string;

/**
 * Splits a log line into styled runs. SGR (`CSI … m`) styles, OSC 8 links; every other sequence and control character is
 * dropped: a log line has no cursor to move. Of text that was overwritten after a carriage return (progress bars) the
 * last version stays. `shown` puts something in place of a control character that is in no sequence.
 */
export function parseAnsi(line: string, shown: Shown = nothing): readonly AnsiRun[] {
  if (!special.test(line)) return [{ text: line, style: {} }];
  const reader = new LineReader(shown);
  let from = 0;
  for (const match of line.matchAll(sequence)) {
    reader.text(line.slice(from, match.index));
    reader.sequence(match[0], match.groups ?? {});
    from = match.index + match[0].length;
  }
  reader.text(line.slice(from));
  return reader.runs;
}

/** The line as plain text, without escape sequences and control characters; see `parseAnsi` for `shown`. */
export function stripAnsi(line: string, shown: Shown = nothing): string {
  return parseAnsi(line, shown)
    .map(({ text }) => text)
    .join('');
}

function nothing(): string {
  return '';
}

class LineReader {
  readonly runs: AnsiRun[] = [];
  readonly #shown: Shown;
  #style: AnsiStyle = {};
  /** The cursor is at the beginning of a line that has text. */
  #returned = false;

  constructor(shown: Shown) {
    this.#shown = shown;
  }

  text(piece: string): void {
    const text = piece.replace(controls, this.#shown);
    if (text === '') return;
    if (this.#returned) this.#erase();
    this.runs.push({ text, style: this.#style });
  }

  sequence(whole: string, { parameters, final, osc, ended }: Readonly<Record<string, string | undefined>>): void {
    if (whole === '\r') {
      this.#returned = true;
    } else if (final === 'm' || final === 'K') {
      const plain = (parameters ?? '').replace(controls, '');
      if (final === 'm' && ofSgr.test(plain)) this.#style = applySgr(this.#style, plain);
      if (final === 'K' && this.#returned && ofErasing.test(plain)) this.#erase();
    } else if (osc !== undefined) {
      const link = hyperlink.exec(osc)?.[1];
      if (link !== undefined) this.#style = linked(this.#style, ended === undefined ? '' : link);
    }
  }

  #erase(): void {
    this.runs.length = 0;
    this.#returned = false;
  }
}

function linked(style: AnsiStyle, link: string): AnsiStyle {
  return address.test(link) ? { ...style, link } : without(style, 'link');
}

/** How a run of text is drawn. Colours 0–15 are the theme's, anything else is a CSS colour. */
export interface AnsiStyle {
  readonly color?: number | string;
  readonly background?: number | string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** Colour and background change places. */
  readonly reverse?: boolean;
  /** Where a hyperlink (OSC 8) leads: http or https, of harmless characters only. */
  readonly link?: string;
}

export interface AnsiRun {
  readonly text: string;
  readonly style: AnsiStyle;
}

/**
 * One escape sequence by ECMA-48: CSI (`ESC [` … final byte), OSC / DCS / PM / APC up to their terminator or the end
 * of the line, or a two-byte escape.
 */
const escape = /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~]?)/g;

/** OSC 8: parameters, then the address, which is empty where the link ends. */
const hyperlink = /^\u001b\]8;[^;]*;([^\u0007\u001b]*)(?:\u0007|\u001b\\)$/;
/** What RFC 3986 lets an address consist of; browsers take at most about 2,000 characters. */
const address = /^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]{1,2000}$/i;

/**
 * Splits a log line into styled runs. SGR (`ESC [ … m`) styles, OSC 8 links; every other sequence is dropped: a log
 * line has no cursor to move. Of text that was overwritten after a carriage return (progress bars) the last version stays.
 */
export function parseAnsi(line: string): readonly AnsiRun[] {
  const shown = lastOverwrite(line);
  if (!shown.includes('\u001b')) return [{ text: shown, style: {} }];
  const runs: AnsiRun[] = [];
  let style: AnsiStyle = {};
  let from = 0;
  for (const match of shown.matchAll(escape)) {
    if (match.index > from) runs.push({ text: shown.slice(from, match.index), style });
    if (match[2] === 'm') style = applySgr(style, match[1] ?? '');
    else if (match[0].startsWith('\u001b]8;')) style = applyLink(style, match[0]);
    from = match.index + match[0].length;
  }
  if (from < shown.length) runs.push({ text: shown.slice(from), style });
  return runs;
}

/** The line as plain text, without escape sequences. */
export function stripAnsi(line: string): string {
  return parseAnsi(line)
    .map(({ text }) => text)
    .join('');
}

function lastOverwrite(line: string): string {
  const trimmed = line.endsWith('\r') ? line.slice(0, -1) : line;
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1);
}

/** Applies the parameters of one SGR sequence (ECMA-48 8.3.117; 38/48 by ITU T.416 as terminals write it). */
function applySgr(style: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  let next: AnsiStyle = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const extended = extendedColor(codes, at + 1);
      at += extended.used;
      if (extended.color !== undefined) {
        next = { ...next, ...(code === 38 ? { color: extended.color } : { background: extended.color }) };
      }
    } else {
      next = applyCode(next, code);
    }
  }
  return next;
}

function applyLink(style: AnsiStyle, sequence: string): AnsiStyle {
  const link = hyperlink.exec(sequence)?.[1] ?? '';
  return address.test(link) ? { ...style, link } : without(style, 'link');
}

function applyCode(style: AnsiStyle, code: number): AnsiStyle {
  if (code >= 30 && code <= 37) return { ...style, color: code - 30 };
  if (code >= 90 && code <= 97) return { ...style, color: code - 90 + 8 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 100 + 8 };
  switch (code) {
    case 0:
      // A link ends by its own sequence only.
      return style.link === undefined ? {} : { link: style.link };
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, dim: true };
    case 3:
      return { ...style, italic: true };
    case 4:
    case 21:
      return { ...style, underline: true };
    case 7:
      return { ...style, reverse: true };
    case 9:
      return { ...style, strike: true };
    case 22:
      return without(style, 'bold', 'dim');
    case 23:
      return without(style, 'italic');
    case 24:
      return without(style, 'underline');
    case 27:
      return without(style, 'reverse');
    case 29:
      return without(style, 'strike');
    case 39:
      return without(style, 'color');
    case 49:
      return without(style, 'background');
    default:
      return style;
  }
}

function without(style: AnsiStyle, ...keys: (keyof AnsiStyle)[]): AnsiStyle {
  return Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof AnsiStyle)));
}

/** `5;n` (256 colours) or `2;r;g;b`, from `at` on, and how many codes that took. */
function extendedColor(codes: readonly number[], at: number): { color?: number | string; used: number } {
  if (codes[at] === 5) {
    const color = indexed(codes[at + 1]);
    return { used: 2, ...(color === undefined ? {} : { color }) };
  }
  if (codes[at] !== 2) return { used: 0 };
  const rgb = codes.slice(at + 1, at + 4);
  const valid = rgb.length === 3 && rgb.every(isByte);
  return { used: 4, ...(valid ? { color: `rgb(${rgb.join(' ')})` } : {}) };
}

/** xterm's palette: 16 theme colours, a 6×6×6 cube, 24 greys. */
function indexed(n: number | undefined): number | string | undefined {
  if (n === undefined || !isByte(n)) return undefined;
  if (n < 16) return n;
  if (n >= 232)
    return `rgb(${Array(3)
      .fill(8 + (n - 232) * 10)
      .join(' ')})`;
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = n - 16;
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}

function isByte(n: number): boolean {
  return Number.isInteger(n) && n >= 0 && n <= 255;
}

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

/** A parameter with its sub-parameters (`4:3`); an empty one of those is -1, an empty parameter 0. */
interface Parameter {
  readonly code: number;
  readonly subs: readonly number[];
}

/** What a terminal keeps of one sequence; the rest is not looked at. */
const mostParameters = 32;

/**
 * Applies the parameters of one SGR sequence (ECMA-48 8.3.117) as xterm reads them: `;` between parameters, `:` before
 * sub-parameters, and 38, 48 and 58 with what belongs to them (ITU T.416).
 */
export function applySgr(style: AnsiStyle, text: string): AnsiStyle {
  const parameters = text.split(';', mostParameters).map(readParameter);
  let next = style;
  for (let at = 0; at < parameters.length; at++) {
    const { code = 0, subs = [] } = parameters[at] ?? {};
    if (code === 38 || code === 48 || code === 58) {
      const { color, used } = extendedColor(parameters, at);
      at += used;
      // The colour of underlines (58) is not drawn.
      if (color !== undefined && code !== 58) next = { ...next, [code === 38 ? 'color' : 'background']: color };
    } else if (code === 4 && subs[0] === 0) {
      next = without(next, 'underline');
    } else {
      next = applyCode(next, code);
    }
  }
  return next;
}

/** The style without some of its marks. */
export function without(style: AnsiStyle, ...keys: (keyof AnsiStyle)[]): AnsiStyle {
  return Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof AnsiStyle)));
}

function readParameter(text: string): Parameter {
  const [code = '', ...subs] = text.split(':', mostParameters);
  return { code: Number(code), subs: subs.map((sub) => (sub === '' ? -1 : Number(sub))) };
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

/** Values after the mode: an index, or red, green and blue. */
const valuesOf: Readonly<Record<number, number>> = { 2: 3, 5: 1 };
/** What terminals read over where they do not know the mode. */
const unknownMode = 5;

/** The colour that the parameter at a place begins, and how many parameters after it that took. */
function extendedColor(
  parameters: readonly Parameter[],
  at: number,
): { readonly color?: number | string | undefined; readonly used: number } {
  const [own, mode] = [parameters[at]?.subs ?? [], parameters[at + 1]];
  if (own.length > 0) return { color: colorOf(own[0] ?? 0, afterSpace(own.slice(1), own[0])), used: 0 };
  if (!mode) return { used: 0 };
  if (mode.subs.length > 0) return { color: colorOf(mode.code, afterSpace(mode.subs, mode.code)), used: 1 };
  const wanted = valuesOf[mode.code];
  if (wanted === undefined) return { used: unknownMode };
  const values: number[] = [];
  let used = 1;
  // A value with sub-parameters brings the ones that follow it.
  for (let colons = false; values.length < wanted && !colons && at + used + 1 < parameters.length; used += 1) {
    const { code = 0, subs = [] } = parameters[at + used + 1] ?? {};
    values.push(code, ...subs);
    colons = subs.length > 0;
  }
  return { color: colorOf(mode.code, values), used };
}

/**
 * The values behind the colour space that stands before red, green and blue where colons are written (`38:2::r:g:b`).
 * Many programs leave it out (`38:2:r:g:b`).
 */
function afterSpace(subs: readonly number[], mode: number | undefined): readonly number[] {
  return mode !== 2 || (subs.length === 3 && subs[0] !== -1) ? subs : subs.slice(1);
}

/** Missing values are 0, and of too large ones the low byte counts. */
function colorOf(mode: number, values: readonly number[]): number | string | undefined {
  const byte = (place: number) => Math.max(0, values[place] ?? 0) & 0xff;
  if (mode === 5) return indexed(byte(0));
  return mode === 2 ? `rgb(${byte(0)} ${byte(1)} ${byte(2)})` : undefined;
}

/** xterm's palette: 16 theme colours, a 6×6×6 cube, 24 greys. */
function indexed(n: number): number | string {
  if (n < 16) return n;
  if (n >= 232) {
    const grey = 8 + (n - 232) * 10;
    return `rgb(${grey} ${grey} ${grey})`;
  }
  const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
  const cube = n - 16;
  return `rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`;
}

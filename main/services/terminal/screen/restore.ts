import { SerializeAddon } from '@xterm/addon-serialize/lib/addon-serialize.mjs';
import type { IBufferLine, Terminal } from '@xterm/headless';
import { type Charset, type InnerBuffer, type Inside, inside, isUnderlined, type Style } from './inside.ts';
import { closeLink, linkOf, openLink, withLinks } from './links.ts';

const csi = '\x1b[';
/** Goes to the alternate screen without saving the cursor: what is saved is restored by itself. */
const toAlternate = `${csi}?47h`;

/**
 * What makes a fresh terminal of the same size show what this one shows, and behave as it does from there on: xterm's
 * serializer writes the lines and the modes that it knows; the rest is written after each buffer.
 * @param lines of scrollback
 */
export function restoring(terminal: Terminal, lines: number): string {
  const core = inside(terminal);
  const serializer = new SerializeAddon();
  serializer.activate(withLinks(terminal, lines));
  const [normal = '', alternate] = serializer
    .serialize({ scrollback: lines, excludeModes: true })
    .split(`${csi}?1049h${csi}H`);
  const here = (buffer: InnerBuffer) => rest(terminal, buffer);
  const shown =
    alternate === undefined
      ? `${normal}${here(core.buffers.normal)}`
      : `${normal}${here(core.buffers.normal)}${csi}0m${toAlternate}${csi}H${alternate}${here(core.buffers.active)}`;
  return `${shown}${modes(terminal, core)}${cursor(terminal, core)}${charsets(core)}`;
}

/** What belongs to a buffer: its scroll region, its tab stops, the saved cursor. Leaves the cursor anywhere. */
function rest(terminal: Terminal, buffer: InnerBuffer): string {
  const { cols, rows } = terminal;
  const { scrollTop, scrollBottom, savedX, savedY, ybase } = buffer;
  const region = scrollTop > 0 || scrollBottom < rows - 1 ? `${csi}${scrollTop + 1};${scrollBottom + 1}r` : '';
  const row = Math.min(Math.max(savedY - ybase, 0), rows - 1);
  const designated = designation(buffer.savedCharset);
  const style = looking(inside(terminal), buffer.savedCurAttrData);
  const saved = `${csi}${row + 1};${savedX + 1}H${style}\x1b(${designated}\x1b7\x1b(B${closeLink}`;
  return `${region}${tabStops(buffer, cols)}${saved}`;
}

/** Nothing where they are as they begin. */
function tabStops({ tabs }: InnerBuffer, cols: number): string {
  const columns = Array.from({ length: cols }, (_, column) => column);
  if (columns.every((column) => (tabs[column] === true) === (column % 8 === 0))) return '';
  const set = columns.filter((column) => tabs[column]).map((column) => `${csi}${column + 1}G\x1bH`);
  return `${csi}3g${set.join('')}`;
}

function modes({ modes: on }: Terminal, { coreService, coreMouseService }: Inside): string {
  const { cursorStyle, cursorBlink } = coreService.decPrivateModes;
  const encoding = { SGR: '1006', SGR_PIXELS: '1016' }[coreMouseService.activeEncoding];
  const tracking = { none: '', x10: '9', vt200: '1000', drag: '1002', any: '1003' }[on.mouseTrackingMode];
  const shape = { block: 2, underline: 4, bar: 6 }[cursorStyle ?? 'block'];
  const set = [
    on.applicationCursorKeysMode && '?1h',
    on.applicationKeypadMode && '?66h',
    on.bracketedPasteMode && '?2004h',
    on.reverseWraparoundMode && '?45h',
    on.sendFocusMode && '?1004h',
    on.synchronizedOutputMode && '?2026h',
    !on.wraparoundMode && '?7l',
    tracking !== '' && `?${tracking}h`,
    encoding !== undefined && `?${encoding}h`,
    cursorStyle !== undefined && `${cursorBlink ? shape - 1 : shape} q`,
    coreService.isCursorHidden ? '?25l' : '?25h',
    on.originMode && '?6h',
  ];
  return set.flatMap((mode) => (mode === false ? [] : [`${csi}${mode}`])).join('');
}

/** Where it is, how what it writes looks, and whether that goes into a line. */
function cursor(terminal: Terminal, core: Inside): string {
  const { x, y, scrollTop, ybase } = core.buffers.active;
  const row = y + 1 - (core.coreService.decPrivateModes.origin ? scrollTop : 0);
  const style = looking(core, core._inputHandler._curAttrData);
  const insert = terminal.modes.insertMode ? `${csi}4h` : '';
  if (x < terminal.cols) return `${csi}${row};${x + 1}H${style}${insert}`;
  // Behind the last column no sequence leads, only what is written there: the next character goes to the next line.
  const { from, text } = rowEnd(core, terminal.buffer.active.getLine(ybase + y));
  return `${csi}${row};${from + 1}H${text}${style}${insert}`;
}

/** The last character of a row, and from which column it is written; with all before it that is one link with it. */
function rowEnd(core: Inside, line: IBufferLine | undefined): { readonly from: number; readonly text: string } {
  const drawn = Array.from({ length: line?.length ?? 0 }, (_, column) => ({ column, cell: line?.getCell(column) }));
  // The second half of a wide character has no width.
  const cells = drawn.flatMap(({ column, cell }) => (cell && cell.getWidth() > 0 ? [{ column, cell }] : []));
  const last = cells.pop();
  if (!last) return { from: 0, text: ' ' };
  const link = openLink(core, linkOf(last.cell)) === '' ? 0 : linkOf(last.cell);
  const written = [last];
  for (let next = cells.pop(); link !== 0 && next && linkOf(next.cell) === link; next = cells.pop()) {
    written.unshift(next);
  }
  const text = written.map(({ cell }) => `${styled(cell)}${cell.getChars() || ' '}`).join('');
  return { from: written[0]?.column ?? last.column, text: `${openLink(core, link)}${text}${closeLink}` };
}

/** Which characters stand for others, as when lines are drawn; the terminal has none yet. */
function charsets({ _charsetService: { glevel, _charsets } }: Inside): string {
  const set = ['(', ')', '*', '+'].map((which, level) => {
    const designated = designation(_charsets[level]);
    return designated === 'B' ? '' : `\x1b${which}${designated}`;
  });
  return `${set.join('')}${['', '\x0e', '\x1bn', '\x1bo'][glevel] ?? ''}`;
}

/** The line drawing and the British one are told by a character; others, which nobody uses, become ASCII. */
function designation(charset: Charset | undefined): string {
  if (charset?.['q'] === '\u2500') return '0';
  return charset?.['#'] === '\u00a3' ? 'A' : 'B';
}

/** A style from nothing, and its link. */
function looking(core: Inside, style: Style): string {
  return `${styled(style)}${openLink(core, linkOf(style))}`;
}

/** A style from nothing. */
function styled(style: Style): string {
  const flags = [
    [style.isBold(), '1'],
    [style.isDim(), '2'],
    [style.isItalic(), '3'],
    [isUnderlined(style), '4'],
    [style.isBlink(), '5'],
    [style.isInverse(), '7'],
    [style.isInvisible(), '8'],
    [style.isStrikethrough(), '9'],
    [style.isOverline(), '53'],
  ] as const;
  const set: string[] = flags.flatMap(([isSet, code]) => (isSet ? [code] : []));
  if (style.isFgRGB()) set.push(`38;2;${rgb(style.getFgColor())}`);
  else if (style.isFgPalette()) set.push(palette(style.getFgColor(), 30));
  if (style.isBgRGB()) set.push(`48;2;${rgb(style.getBgColor())}`);
  else if (style.isBgPalette()) set.push(palette(style.getBgColor(), 40));
  return `${csi}${['0', ...set].join(';')}m`;
}

/** The first sixteen have codes of their own, which may look otherwise when bold. */
function palette(color: number, base: 30 | 40): string {
  if (color >= 16) return `${base + 8};5;${color}`;
  return `${(color & 8 ? base + 60 : base) + (color & 7)}`;
}

const rgb = (color: number) => `${color >> 16};${(color >> 8) & 255};${color & 255}`;

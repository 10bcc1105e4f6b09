import type { Terminal } from '@xterm/headless';
import { Bytes } from './bytes.ts';
import { type Charset, type InnerBuffer, type Inside, inside } from './inside.ts';
import { closeLink, Links } from './links.ts';
import { styling } from './style.ts';
import { styleAt, writeLines } from './write-lines.ts';

const csi = '\x1b[';
/** Goes to the alternate screen without saving the cursor: what is saved is restored by itself. */
const toAlternate = `${csi}?47h`;

/**
 * What makes a fresh terminal of the same size show what this one shows, and behave as it does from there on.
 * @param lines of scrollback
 */
export function restoring(terminal: Terminal, lines: number): Uint8Array {
  const core = inside(terminal);
  const links = new Links(core);
  const { normal, active } = core.buffers;
  const out = new Bytes();
  // Drawn once, at the end: lines that run by are nothing to look at, and take longer than all the rest.
  out.ascii(`${csi}?2026h`);
  writeLines(out, normal, Math.max(0, normal.ybase - lines), links);
  out.text(rest(terminal, normal, links));
  if (active !== normal) {
    out.ascii(`${csi}0m${toAlternate}${csi}H`);
    writeLines(out, active, 0, links);
    out.text(rest(terminal, active, links));
  }
  out.ascii(`${csi}?2026l${modes(terminal, core)}`);
  out.text(cursor(terminal, core, links));
  out.ascii(charsets(core));
  return out.all;
}

/** What belongs to a buffer: its scroll region, its tab stops, the saved cursor. Leaves the cursor anywhere. */
function rest(terminal: Terminal, buffer: InnerBuffer, links: Links): string {
  const { cols, rows } = terminal;
  const { scrollTop, scrollBottom, savedX, savedY, ybase } = buffer;
  const region = scrollTop > 0 || scrollBottom < rows - 1 ? `${csi}${scrollTop + 1};${scrollBottom + 1}r` : '';
  const row = Math.min(Math.max(savedY - ybase, 0), rows - 1);
  const designated = designation(buffer.savedCharset);
  const link = links.change(links.of(buffer.savedCurAttrData));
  const style = `${styling(buffer.savedCurAttrData)}${link}`;
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
function cursor(terminal: Terminal, core: Inside, links: Links): string {
  const { x, y, scrollTop } = core.buffers.active;
  const row = y + 1 - (core.coreService.decPrivateModes.origin ? scrollTop : 0);
  const { _curAttrData: now } = core._inputHandler;
  const style = `${styling(now)}${links.change(links.of(now))}`;
  const insert = terminal.modes.insertMode ? `${csi}4h` : '';
  if (x < terminal.cols) return `${csi}${row};${x + 1}H${style}${insert}`;
  // Behind the last column no sequence leads, only what is written there: the next character goes to the next line.
  const { from, text } = rowEnd(terminal, core, links);
  return `${csi}${row};${from + 1}H${text}${style}${insert}`;
}

/** The last character of the cursor's row, with all before it that is one link with it, and the column of the first. */
function rowEnd(terminal: Terminal, core: Inside, links: Links): { readonly from: number; readonly text: string } {
  const { y, ybase, lines } = core.buffers.active;
  const [line, inner] = [terminal.buffer.active.getLine(ybase + y), lines.get(ybase + y)];
  // The second half of a wide character has no width.
  const before = (column: number) => (line?.getCell(column - 1)?.getWidth() === 0 ? column - 2 : column - 1);
  const written = (column: number) => {
    const characters = line?.getCell(column)?.getChars() || ' ';
    return `${styling(styleAt(inner, column))}${characters}`;
  };
  const last = before(terminal.cols);
  const link = links.at(inner, last);
  const isOne = (column: number) => column >= 0 && links.at(inner, column) === link;
  const columns = [last];
  if (link !== 0) for (let next = before(last); isOne(next); next = before(next)) columns.unshift(next);
  return { from: columns[0] ?? last, text: `${links.change(link)}${columns.map(written).join('')}` };
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

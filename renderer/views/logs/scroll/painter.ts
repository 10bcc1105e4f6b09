import type { LogRow } from '../../../../app/logs.ts';
import type { LogLook } from '../../../../app/settings.ts';
import { parseAnsi } from '../../../../app/text/ansi.ts';
import type { AnsiStyle } from '../../../../app/text/sgr.ts';
import { printable } from '../../../ui/printable.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { describeMark, formatTime } from '../model/log-text.ts';
import type { Fold } from './folds.ts';
import type { RowElement } from './row-element.ts';

const { marks, rows: rowWords } = words.logs;

/** UTF-16 units of a line that are drawn; the rest is said to be there and can be asked for. */
export const maxDrawn = 4000;
/** UTF-16 units of a line that is shown whole: more would make every frame with it slow. */
const maxWhole = 1024 * 1024;
/** Styled runs of a line: each is an element. */
const maxRuns = 500;
/** Puts more into rows than their text: fields, columns. All of it is asked again when a row is drawn anew. */
export interface RowPlugin {
  /** Stands before the line, e.g. a button that expands it. `data-act="expand"` makes a click call `toggle`. */
  lead?(row: LogRow): HTMLElement | undefined;
  /** Instead of the line's text; then the row has no columns to select. */
  content?(row: LogRow): HTMLElement | undefined;
  /** Stands below the line; makes the row as high as it needs. */
  body?(row: LogRow): HTMLElement | undefined;
  /** The person clicked what has `data-act="expand"`; the row is drawn anew afterwards. */
  toggle?(row: LogRow, position: number): void;
}

/** What a row is drawn with. */
export interface RowLook extends LogLook {
  /** The sources by their index, where there are several. */
  readonly sources: ReadonlyMap<number, SourceLook> | undefined;
}

/** How one of several sources is told from the others. */
export interface SourceLook {
  readonly name: string;
  /** See `sourceColors`. */
  readonly color: number;
}

/** Fills row elements. */
export class Painter {
  look: RowLook;
  plugin: RowPlugin | undefined;
  /** Lines that are shown whole, by row number. */
  readonly whole = new Map<number, string>();
  /** ms since the epoch, for relative times. */
  now = Date.now();
  #version = 0;

  constructor(look: RowLook) {
    this.look = look;
  }

  /** Makes every row be drawn anew. */
  renew(): void {
    this.#version += 1;
  }

  /** Draws a row unless the element shows it already; `row` undefined: it is not here yet. */
  paint(into: RowElement, position: number, row: LogRow | undefined, fold: Fold | undefined): void {
    if (into.version === this.#version && into.position === position && into.row === row && same(into.fold, fold))
      return;
    into.version = this.#version;
    into.position = position;
    into.row = row;
    into.fold = fold;
    into.omitted = false;
    into.tall = false;
    if (row && !row.mark) this.#paintLine(into, row, fold);
    else this.#paintOther(into, row);
  }

  #paintOther(into: RowElement, row: LogRow | undefined): void {
    const { element } = into;
    setData(element, 'part', row ? 'mark' : 'empty');
    setData(element, 'level', undefined);
    setData(element, 'context', undefined);
    into.tall = row !== undefined && this.look.wrap;
    into.setTime('');
    into.setSource('', 0);
    into.setLead(undefined);
    const name = row && this.look.sources?.get(row.source)?.name;
    const said = row?.mark ? markText(describeMark(row.mark), name) : '';
    into.setText(row ? [{ text: said, css: '' }] : []);
    into.setTail([]);
  }

  #paintLine(into: RowElement, row: LogRow, fold: Fold | undefined): void {
    const { look, plugin } = this;
    const { element } = into;
    setData(element, 'part', row.stderr ? 'stderr' : 'stdout');
    setData(element, 'level', row.level);
    setData(element, 'context', row.context ? '' : undefined);
    into.setTime(look.timestamps === 'off' || row.time === '' ? '' : formatTime(row.time, look, this.now));
    const source = look.sources?.get(row.source);
    into.setSource(source?.name ?? '', source?.color ?? 0);
    const whole = this.whole.get(row.n);
    const body = plugin?.body?.(row);
    const content = plugin?.content?.(row);
    into.setLead(plugin?.lead?.(row));
    into.tall = look.wrap || whole !== undefined || body !== undefined || content !== undefined;
    setData(element, 'whole', whole === undefined ? undefined : '');
    const text = whole ?? row.text;
    const limit = whole === undefined ? maxDrawn : maxWhole;
    into.setText(content ? [] : runsOf(text, limit, look.colors));
    into.omitted = text.length > limit || (whole === undefined && (row.cut ?? 0) > 0);
    into.setTail([...(content ? [content] : []), ...tail(row, whole, fold), ...(body ? [body] : [])]);
  }
}

function markText(mark: string, name: string | undefined): string {
  return name === undefined ? mark : marks.of({ name, mark });
}

function tail(row: LogRow, whole: string | undefined, fold: Fold | undefined): Element[] {
  const more = Math.max(0, row.text.length - maxDrawn) + (row.cut ?? 0);
  const parts: Element[] = [];
  if (whole === undefined && more > 0) parts.push(cut(rowWords.cut({ size: formatBytes(more) }), rowWords.showAll));
  if (whole !== undefined) {
    const size = formatBytes(whole.length);
    const left = whole.length > maxWhole ? rowWords.cutAt({ shown: formatBytes(maxWhole), size }) : '';
    parts.push(cut(left, rowWords.showLess));
  }
  if (fold) {
    const said = fold.more ? rowWords.foldedAtLeast(fold) : rowWords.folded(fold);
    const toggle = button('fold', `${fold.open ? '▾' : '▸'} ${said}`);
    toggle.ariaExpanded = String(fold.open);
    parts.push(toggle);
  }
  return parts;
}

/** Says what is left out, with the button that changes that. */
function cut(text: string, label: string): HTMLElement {
  const span = document.createElement('span');
  span.dataset.part = 'cut';
  span.append(text, button('whole', label));
  return span;
}

function button(act: string, label: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.dataset.act = act;
  element.textContent = label;
  return element;
}

function runsOf(text: string, limit: number, colors: boolean) {
  const runs: { text: string; css: string; link?: string | undefined }[] = [];
  let room = limit;
  for (const { text: part, style } of parseAnsi(text.length > limit ? text.slice(0, limit) : text, asIs)) {
    if (room <= 0) break;
    // Tabs as they are: stack traces are indented by them.
    const shown = printable(part, room, { lines: true });
    room -= part.length;
    const css = colors ? cssOf(style) : '';
    const last = runs.at(-1);
    if (last && (runs.length >= maxRuns || (last.css === css && last.link === style.link))) last.text += shown;
    else runs.push({ text: shown, css, link: style.link });
  }
  return runs;
}

/** Control characters are drawn by their names, see `printable`. */
const asIs = (control: string): string => control;

function cssOf(style: AnsiStyle): string {
  const { color, background, reverse } = style;
  const front = reverse ? (background ?? 'var(--bg-sunken)') : color;
  const back = reverse ? (color ?? 'var(--text)') : background;
  let css = '';
  if (front !== undefined) css += `color:${colorOf(front)};`;
  if (back !== undefined) css += `background-color:${colorOf(back)};`;
  if (style.bold) css += 'font-weight:600;';
  if (style.dim) css += 'opacity:0.7;';
  if (style.italic) css += 'font-style:italic;';
  if (style.underline || style.strike) {
    css += `text-decoration:${style.underline ? 'underline ' : ''}${style.strike ? 'line-through' : ''};`;
  }
  return css;
}

/** The sixteen named colours come from the theme, so that they can be read on both backgrounds. */
function colorOf(value: number | string): string {
  return typeof value === 'number' ? `var(--ansi-${value})` : value;
}

function setData(element: HTMLElement, key: string, value: string | undefined): void {
  if (element.dataset[key] === value) return;
  if (value === undefined) delete element.dataset[key];
  else element.dataset[key] = value;
}

function same(a: Fold | undefined, b: Fold | undefined): boolean {
  return a === b || (a?.count === b?.count && a?.more === b?.more && a?.open === b?.open);
}

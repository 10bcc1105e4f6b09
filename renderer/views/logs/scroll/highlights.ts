import type { Matcher } from '../match/matcher.ts';
import type { RowElement } from './row-element.ts';
import { columnsIn, type Selection } from './selection.ts';

/** Names that the style sheet knows; the later one is drawn above. */
const names = ['log-match', 'log-current', 'log-selection'] as const;
type Name = (typeof names)[number];

/** Highlights belong to the document: every log of the window adds its ranges to the same three. */
function shared(name: Name): Highlight {
  let highlight = CSS.highlights.get(name);
  if (!highlight) {
    highlight = new Highlight();
    highlight.priority = names.indexOf(name);
    CSS.highlights.set(name, highlight);
  }
  return highlight;
}

/** What is marked in the drawn rows of one log, by the browser's own highlights: no row is changed for it. */
export class RowHighlights {
  readonly #ranges: Record<Name, StaticRange[]> = { 'log-match': [], 'log-current': [], 'log-selection': [] };
  #matcher: Matcher | undefined;
  #current: number | undefined;
  /** The match that stands out is to be brought into view as soon as it is drawn. */
  #revealing = false;

  /** What to mark in every row, and the position of the row that stands out. */
  setMarks(matcher: Matcher | undefined, current: number | undefined): void {
    this.#matcher = matcher;
    this.#current = current;
    this.#revealing = current !== undefined;
  }

  get current(): number | undefined {
    return this.#current;
  }

  move(shift: number | undefined): void {
    if (this.#current !== undefined) this.#current = shift === undefined ? undefined : this.#current + shift;
  }

  /** Marks what is on screen now. */
  draw(rows: readonly RowElement[], selection: Selection | undefined): void {
    const found: Record<Name, StaticRange[]> = { 'log-match': [], 'log-current': [], 'log-selection': [] };
    for (const row of rows) {
      if (this.#matcher && row.row && !row.row.mark && !row.row.context) {
        const name = row.position === this.#current ? 'log-current' : 'log-match';
        for (const { from, to } of this.#matcher.spansOf(row.text)) found[name].push(...rangesOf(row, from, to));
      }
      const columns = selection && columnsIn(selection, row.position, row.text.length);
      if (columns) found['log-selection'].push(...rangesOf(row, columns.from, columns.to));
    }
    for (const name of names) this.#replace(name, found[name]);
  }

  /** Moves sideways, once, where the match that stands out is beyond an edge; back to the front of the lines if it can be seen from there. */
  reveal(viewport: HTMLElement): void {
    const [first] = this.#ranges['log-current'];
    if (!this.#revealing || !first) return;
    this.#revealing = false;
    const range = new Range();
    range.setStart(first.startContainer, first.startOffset);
    range.setEnd(first.endContainer, first.endOffset);
    const match = range.getBoundingClientRect();
    const { clientWidth } = viewport;
    const left = match.left - viewport.getBoundingClientRect().left;
    if (left >= 0 && left + match.width <= clientWidth) return;
    const place = left + viewport.scrollLeft;
    viewport.scrollLeft = place + match.width <= clientWidth ? 0 : place - clientWidth / 4;
  }

  dispose(): void {
    for (const name of names) this.#replace(name, []);
  }

  #replace(name: Name, ranges: StaticRange[]): void {
    const before = this.#ranges[name];
    if (before.length === 0 && ranges.length === 0) return;
    const highlight = shared(name);
    for (const range of before) highlight.delete(range);
    for (const range of ranges) highlight.add(range);
    this.#ranges[name] = ranges;
  }
}

/** Columns of a row as ranges, one for each run that they reach into. */
function rangesOf({ texts }: RowElement, from: number, to: number): StaticRange[] {
  const ranges: StaticRange[] = [];
  let column = 0;
  for (const node of texts) {
    const start = Math.max(0, from - column);
    const end = Math.min(node.length, to - column);
    column += node.length;
    if (start < end) {
      ranges.push(new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }));
    }
  }
  return ranges;
}

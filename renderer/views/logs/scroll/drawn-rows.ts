import type { RowSource } from '../model/row-source.ts';
import type { Folds } from './folds.ts';
import type { Painter } from './painter.ts';
import { RowElement } from './row-element.ts';
import { rowEnd, type TextPoint } from './selection.ts';

/** Spare elements kept: as many as a high window's rows. */
const mostSpare = 200;

/** The elements of the rows on screen, in reading order, used again as rows come and go. */
export class DrawnRows {
  readonly canvas = document.createElement('div');
  readonly #source: RowSource;
  readonly #folds: Folds;
  readonly #painter: Painter;
  readonly #onFocusLost: () => void;
  #drawn: RowElement[] = [];
  #spare: RowElement[] = [];
  #measure: RowElement | undefined;

  /** `onFocusLost`: what had the focus is in a row that goes. */
  constructor(source: RowSource, folds: Folds, painter: Painter, onFocusLost: () => void) {
    this.#source = source;
    this.#folds = folds;
    this.#painter = painter;
    this.#onFocusLost = onFocusLost;
    this.canvas.dataset.part = 'canvas';
  }

  get rows(): readonly RowElement[] {
    return this.#drawn;
  }

  /** Draws the rows at these positions, which ascend. */
  render(positions: readonly number[]): void {
    const kept = this.#recycle(new Set(positions));
    const drawn = positions.map((position) => kept.get(position) ?? this.#spare.pop() ?? new RowElement());
    let at = this.canvas.firstElementChild;
    for (const [index, row] of drawn.entries()) {
      const position = positions[index] ?? 0;
      this.#painter.paint(row, position, this.#source.row(position), this.#folds.under(position));
      if (row.element === at) at = at.nextElementSibling;
      else this.canvas.insertBefore(row.element, at);
    }
    for (const { element } of this.#spare) element.remove();
    this.#spare.length = Math.min(this.#spare.length, mostSpare);
    this.#drawn = drawn;
  }

  /** Positions are `shift` more. */
  move(shift: number): void {
    for (const row of this.#drawn) row.position += shift;
  }

  /** Heights in px of the drawn rows that are not as high as a line, by position. */
  measure(): Map<number, number> {
    const heights = new Map<number, number>();
    for (const { tall, position, element } of this.#drawn) {
      if (tall) heights.set(position, element.getBoundingClientRect().height);
    }
    return heights;
  }

  /** The height that a row has when it is drawn; undefined when it is as high as a line. */
  measureOne(position: number): number | undefined {
    const row = this.#source.row(position);
    if (!row) return undefined;
    this.#measure ??= new RowElement();
    const { element } = this.#measure;
    this.#painter.paint(this.#measure, position, row, this.#folds.under(position));
    if (!this.#measure.tall) return undefined;
    element.dataset.measured = '';
    this.canvas.append(element);
    const { height } = element.getBoundingClientRect();
    element.remove();
    return height;
  }

  /** The drawn row that an element is in. */
  of(element: Element): RowElement | undefined {
    return this.#drawn.find((row) => row.element.contains(element));
  }

  /** The nearest place in a line to a point of the window, in px. */
  pointAt(x: number, y: number): TextPoint | undefined {
    const row = this.#drawn.find(({ element }) => y < element.getBoundingClientRect().bottom) ?? this.#drawn.at(-1);
    if (!row) return undefined;
    const { top, bottom } = row.element.getBoundingClientRect();
    const caret = document.caretPositionFromPoint(x, Math.min(Math.max(y, top + 1), bottom - 1));
    const column = columnOf(row, caret) ?? sideOf(row, x);
    return { row: row.position, column: row.omitted && column >= row.text.length ? rowEnd : column };
  }

  /** Takes the elements of rows that go; those before the first that stays end up last, where the next rows come. */
  #recycle(wanted: ReadonlySet<number>): Map<number, RowElement> {
    const kept = new Map<number, RowElement>();
    const ahead: RowElement[] = [];
    for (const row of this.#drawn) {
      if (wanted.has(row.position)) {
        kept.set(row.position, row);
        continue;
      }
      if (row.element.contains(document.activeElement)) this.#onFocusLost();
      if (kept.size === 0) ahead.push(row);
      else this.#spare.push(row);
    }
    if (kept.size > 0) for (const { element } of ahead) this.canvas.append(element);
    // Taken from the end: so that rows that all change stay where they are.
    this.#spare.push(...ahead.toReversed());
    return kept;
  }
}

function columnOf(row: RowElement, caret: CaretPosition | null): number | undefined {
  let column = 0;
  for (const node of row.texts) {
    if (caret?.offsetNode === node) return column + caret.offset;
    if (caret?.offsetNode === node.parentElement) return column + (caret.offset > 0 ? node.length : 0);
    column += node.length;
  }
  return undefined;
}

/** Beside the text: its begin or its end. */
function sideOf(row: RowElement, x: number): number {
  const first = row.texts[0]?.parentElement?.getBoundingClientRect();
  return first && x > first.left ? row.text.length : 0;
}

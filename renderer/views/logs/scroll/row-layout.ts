import type { RowSource } from '../model/row-source.ts';
import { type Anchor, type RowHeights, visibleFrom } from './anchor.ts';
import { DrawnRows } from './drawn-rows.ts';
import { Folds } from './folds.ts';
import type { Painter } from './painter.ts';
import { RowHeightMap } from './row-heights.ts';

/** Which rows are drawn and how high they are: a line, what was measured, nothing where they are folded away. */
export class RowLayout {
  readonly folds: Folds;
  readonly rows: DrawnRows;
  readonly heights = new RowHeightMap();
  readonly #source: RowSource;
  readonly #painter: Painter;

  /** `onFocusLost`: what had the focus is in a row that goes. */
  constructor(source: RowSource, painter: Painter, onFocusLost: () => void) {
    this.#source = source;
    this.#painter = painter;
    this.folds = new Folds(source);
    this.rows = new DrawnRows(source, this.folds, painter, onFocusLost);
  }

  /** Heights as far as they are known, of rows before `end`; with what is drawn they become known. */
  known(end: number): RowHeights {
    return {
      first: this.#source.first,
      end,
      height: (position) => (this.folds.isFolded(position) ? 0 : this.heights.of(position)),
    };
  }

  /** Heights as they are: what is passed on the way up has to be measured first. */
  exact(end: number): RowHeights {
    return {
      first: this.#source.first,
      end,
      height: (position) => {
        if (this.folds.isFolded(position)) return 0;
        if (this.#painter.look.wrap && !this.heights.has(position)) {
          const height = this.rows.measureOne(position);
          if (height !== undefined) this.heights.set(position, height);
        }
        return this.heights.of(position);
      },
    };
  }

  /** Draws what can be seen from an anchor on. `below`: px from the upper edge to the last row's end. */
  draw(anchor: Anchor, known: RowHeights, viewport: number): { readonly changed: boolean; readonly below: number } {
    const positions = visibleFrom(anchor, known, viewport);
    this.rows.render(positions);
    const changed = this.heights.learn(this.rows.rows, this.rows.measure());
    this.rows.canvas.style.transform = `translateY(${-anchor.offset}px)`;
    return { changed, below: positions.reduce((sum, at) => sum + this.heights.of(at), -anchor.offset) };
  }

  /** Positions are `shift` more; undefined: they mean other rows. */
  move(shift: number | undefined): void {
    this.folds.move(shift);
    this.heights.move(shift);
    if (shift !== undefined) this.rows.move(shift);
  }
}

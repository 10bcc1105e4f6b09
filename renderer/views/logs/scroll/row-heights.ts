import type { RowElement } from './row-element.ts';

/** Heights remembered: some screens of wrapped rows; they are measured again when they are needed again. */
const mostHeights = 5000;
/** px that a measured height may differ without being another. */
const tolerance = 0.05;

/** Heights of rows in px: that of a line, except where another was measured. */
export class RowHeightMap {
  line = 18;
  #heights = new Map<number, number>();

  of(position: number): number {
    return this.#heights.get(position) ?? this.line;
  }

  has(position: number): boolean {
    return this.#heights.has(position);
  }

  set(position: number, height: number): void {
    if (this.#heights.size >= mostHeights) this.clear();
    this.#heights.set(position, height);
  }

  /** Takes over what was measured of drawn rows; whether any has another height than was thought. */
  learn(rows: readonly RowElement[], measured: ReadonlyMap<number, number>): boolean {
    let changed = false;
    for (const { position } of rows) {
      const height = measured.get(position);
      if (Math.abs(this.of(position) - (height ?? this.line)) > tolerance) changed = true;
      if (height === undefined) this.#heights.delete(position);
      else if (this.#heights.get(position) !== height) this.set(position, height);
    }
    return changed;
  }

  clear(): void {
    this.#heights = new Map();
  }

  /** Positions are `shift` more; undefined: they mean other rows. */
  move(shift: number | undefined): void {
    const before = shift === undefined ? [] : this.#heights;
    this.#heights = new Map();
    for (const [position, height] of before) this.#heights.set(position + (shift ?? 0), height);
  }
}

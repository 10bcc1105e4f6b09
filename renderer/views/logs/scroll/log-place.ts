import type { Span } from '../model/row-source.ts';

/** Where the person is in a log. */
export interface LogPlace {
  /** It stays at the end. */
  readonly following: boolean;
  /** Rows that came below what the person has seen; 0 while following. */
  readonly below: number;
  /** Positions on screen. */
  readonly visible: Span;
}

/** Tells where the person is when that changes. */
export class PlaceTeller {
  readonly #onPlace: (place: LogPlace) => void;
  #place: LogPlace = { following: true, below: 0, visible: { from: 0, to: 0 } };
  /** After the last row that the person has had on screen. */
  #seen = 0;

  constructor(onPlace: (place: LogPlace) => void) {
    this.#onPlace = onPlace;
  }

  get place(): LogPlace {
    return this.#place;
  }

  /** Takes what was drawn of a source that has rows to before `end`. */
  tell(following: boolean, visible: Span, end: number): void {
    this.#seen = following ? end : Math.min(Math.max(this.#seen, visible.to), end);
    const below = end - this.#seen;
    const before = this.#place;
    const same = before.visible.from === visible.from && before.visible.to === visible.to;
    if (same && before.following === following && before.below === below) return;
    this.#place = { following, below, visible };
    this.#onPlace(this.#place);
  }

  /** Positions are `shift` more; undefined: they mean other rows, which go to before `end`. */
  move(shift: number | undefined, end: number): void {
    this.#seen = shift === undefined ? end : this.#seen + shift;
  }
}

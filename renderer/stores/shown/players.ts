/** How far a recording has been played, in s, and whether it goes on. */
export interface PlayPlace {
  readonly at: number;
  readonly playing: boolean;
}

/** Recordings whose place is remembered: as many tabs as the dock has. */
const most = 100;

/** Where recordings were left, by their paths, for as long as the window is there: a tab draws its own only while it is in front. */
export class PlayPlaces {
  readonly #places = new Map<string, PlayPlace>();

  /** Undefined for one that was not played here. */
  get(path: string): PlayPlace | undefined {
    return this.#places.get(path);
  }

  set(path: string, place: PlayPlace): void {
    this.#places.delete(path);
    this.#places.set(path, place);
    const [oldest] = this.#places.keys();
    if (this.#places.size > most && oldest !== undefined) this.#places.delete(oldest);
  }
}

/** What happens to a session in order, as readers are told it. */
export type FeedItem =
  | { readonly kind: 'output'; readonly data: Uint8Array }
  | { readonly kind: 'size'; readonly cols: number; readonly rows: number };

/** Bytes that a reader may be behind, some frames of a flood: what is further behind gets the screen instead. */
const mostKept = 512 * 1024;
/** Most bytes of one item that a reader gets: small enough for a frame's work, large enough for `cat` of a big file. */
const mostAtOnce = 32 * 1024;
/** What an item costs besides its bytes. */
const itemCost = 64;

const costOf = (item: FeedItem) => itemCost + (item.kind === 'output' ? item.data.byteLength : 0);

/** The latest of what happened to a session, by number; the oldest goes first. */
export class Feed {
  #items: FeedItem[] = [];
  #start = 0;
  #cost = 0;

  /** The number of the next item. */
  get end(): number {
    return this.#start + this.#items.length;
  }

  push(item: FeedItem): void {
    this.#items.push(item);
    this.#cost += costOf(item);
    let gone = 0;
    for (let first = this.#items[0]; first && this.#cost > mostKept; first = this.#items[gone]) {
      this.#cost -= costOf(first);
      gone += 1;
    }
    this.#items.splice(0, gone);
    this.#start += gone;
  }

  /** Forgets all of it: nobody reads. */
  clear(): void {
    this.#start = this.end;
    this.#items = [];
    this.#cost = 0;
  }

  /** Has every reader go on with the screen, as something happened to it that is not told here. */
  restart(): void {
    this.clear();
    this.#start += 1;
  }

  /** Whether what follows from a number on is all here. */
  has(number: number): boolean {
    return number >= this.#start;
  }

  /** What comes at a number, outputs that follow each other as one, and the number of what comes after. */
  take(number: number): { readonly item: FeedItem; readonly next: number } | undefined {
    const at = number - this.#start;
    const first = this.#items[at];
    if (!first) return undefined;
    if (first.kind === 'size') return { item: first, next: number + 1 };
    const parts = [first.data];
    let bytes = first.data.byteLength;
    for (let more = this.#items[at + parts.length]; more?.kind === 'output'; more = this.#items[at + parts.length]) {
      bytes += more.data.byteLength;
      if (bytes > mostAtOnce) break;
      parts.push(more.data);
    }
    // A copy even of one: on its way to a page of this process its buffer must be nobody else's.
    return { item: { kind: 'output', data: Buffer.concat(parts) }, next: number + parts.length };
  }
}

import type { ListChange } from '../../app/rpc/live.ts';

/**
 * What makes lists and values live: readers that always catch up to the newest state and never queue more than it.
 * A reader that stops reading costs one flag (a value) or one set of ids (a list), however much changes meanwhile.
 */

/**
 * Something to wait for: `ring` ends the waits that run. A reader that was busy meanwhile hears it at its next wait, at
 * once. A reader is told by its signal, which no two may share; to a new one all that ever rang is news.
 */
export class Bell {
  #rings = 0;
  readonly #heard = new WeakMap<AbortSignal, number>();
  readonly #waiting = new Set<() => void>();

  readonly ring = (): void => {
    this.#rings += 1;
    for (const wake of this.#waiting) wake();
  };

  /**
   * Resolves when rung or aborted; whoever waits checks which.
   * @param time ms after which it resolves in any case
   */
  async wait(signal: AbortSignal, time?: number): Promise<void> {
    if (!signal.aborted && (this.#heard.get(signal) ?? 0) === this.#rings) {
      await new Promise<void>((resolve) => {
        const timer = time === undefined ? undefined : setTimeout(() => wake(), time);
        const wake = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
    this.#heard.set(signal, this.#rings);
  }
}

/** The value now and after each change; changes that a slow reader did not see are folded into one. */
export async function* latest<T>(
  read: () => T,
  subscribe: (changed: () => void) => () => void,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const bell = new Bell();
  const unsubscribe = subscribe(bell.ring);
  try {
    while (!signal.aborted) {
      yield read();
      await bell.wait(signal);
    }
  } finally {
    unsubscribe();
  }
}

interface ListReader {
  readonly bell: Bell;
  readonly dirty: Set<string>;
  failure: Error | undefined;
}

/** A list by id that any number of readers follow. An item equal to the one before it (as JSON) changes nothing. */
export class LiveList<T extends { readonly id: string }> {
  readonly #items = new Map<string, { readonly item: T; readonly json: string }>();
  readonly #readers = new Set<ListReader>();
  #complete = false;

  get size(): number {
    return this.#items.size;
  }

  /** Some items as they are now, and ids that are gone. */
  merge(changed: readonly T[], removed: readonly string[] = []): void {
    for (const item of changed) this.#set(item);
    for (const id of removed) this.#delete(id);
    this.#ring();
  }

  /** All items as they are now: whatever is not among them is gone. */
  replace(items: readonly T[]): void {
    const kept = new Set(items.map((item) => item.id));
    const removed = [...this.#items.keys()].filter((id) => !kept.has(id));
    const becameComplete = !this.#complete;
    this.#complete = true;
    this.merge(items, removed);
    if (becameComplete) for (const reader of this.#readers) reader.bell.ring();
  }

  /** Ends every reader with an error; a later reader starts afresh. */
  fail(error: Error): void {
    for (const reader of this.#readers) {
      reader.failure = error;
      reader.bell.ring();
    }
  }

  /** First all that is known, then each change, folded while the reader is busy. */
  async *read(signal: AbortSignal): AsyncGenerator<ListChange<T>, void> {
    const reader: ListReader = { bell: new Bell(), dirty: new Set(), failure: undefined };
    this.#readers.add(reader);
    try {
      // Nothing is known yet: the first word is the first news, not "nothing".
      while (!this.#complete && this.#items.size === 0) {
        await reader.bell.wait(signal);
        if (signal.aborted) return;
        if (reader.failure) throw reader.failure;
      }
      reader.dirty.clear();
      yield this.#everything();
      for (;;) {
        await reader.bell.wait(signal);
        if (signal.aborted) return;
        if (reader.failure) throw reader.failure;
        yield this.#step(reader.dirty);
      }
    } finally {
      this.#readers.delete(reader);
    }
  }

  #everything(): ListChange<T> {
    const changed = Array.from(this.#items.values(), ({ item }) => item);
    return { reset: true, complete: this.#complete, changed, removed: [] };
  }

  #step(dirty: Set<string>): ListChange<T> {
    const changed: T[] = [];
    const removed: string[] = [];
    for (const id of dirty) {
      const entry = this.#items.get(id);
      if (entry) changed.push(entry.item);
      else removed.push(id);
    }
    dirty.clear();
    return { reset: false, complete: this.#complete, changed, removed };
  }

  #set(item: T): void {
    const json = JSON.stringify(item);
    if (this.#items.get(item.id)?.json === json) return;
    this.#items.set(item.id, { item, json });
    this.#touch(item.id);
  }

  #delete(id: string): void {
    if (this.#items.delete(id)) this.#touch(id);
  }

  #touch(id: string): void {
    for (const reader of this.#readers) reader.dirty.add(id);
  }

  #ring(): void {
    for (const reader of this.#readers) if (reader.dirty.size > 0) reader.bell.ring();
  }
}

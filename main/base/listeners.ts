/** Listeners of one kind of happening. */
export class Listeners<T = void> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Registers a listener; returns its removal. */
  add(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Removes all. */
  clear(): void {
    this.#listeners.clear();
  }

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}

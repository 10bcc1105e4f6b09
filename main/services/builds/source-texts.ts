import { createHash } from 'node:crypto';
import { mostChecked } from '../../../app/builds.ts';

/** UTF-16 units of all of them together; a Dockerfile has some thousands. */
const mostKept = 4 * 1024 * 1024;

/** By what a Dockerfile's text is known: the same for the same text. Undefined for one that is too long to be kept. */
export function sourceOf(text: string): string | undefined {
  if (text.length > mostChecked) return undefined;
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The texts of Dockerfiles that were built, each once however often it was. */
export class SourceTexts {
  readonly #texts = new Map<string, string>();

  get(source: string): string | undefined {
    return this.#texts.get(source);
  }

  keep(text: string): void {
    const source = sourceOf(text);
    if (source !== undefined) this.#texts.set(source, text);
  }

  /**
   * Keeps those that are named, as many as there is room for, and no others.
   * @param sources those that matter most first
   */
  only(sources: readonly string[]): void {
    const before = new Map(this.#texts);
    this.#texts.clear();
    let size = 0;
    for (const source of new Set(sources)) {
      const text = before.get(source);
      if (text === undefined) continue;
      size += text.length;
      if (size > mostKept) return;
      this.#texts.set(source, text);
    }
  }

  /** As they stand in a file. */
  all(): readonly string[] {
    return [...this.#texts.values()];
  }
}

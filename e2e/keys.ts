import type { Page } from '@playwright/test';
import { pair } from './by-key.ts';

/** A person without a mouse: presses keys and counts them, a combination or a letter of a text as one. */
export class Keys {
  #count = 0;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** How many were pressed so far. */
  get count(): number {
    return this.#count;
  }

  /** Presses keys one after the other, as Playwright calls them: `Enter`, `Shift+F10`. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
    this.#count += keys.length;
  }

  /** Presses two keys that belong together, the second right after the first however busy the machine is. */
  async pair(first: string, second: string): Promise<void> {
    await pair(this.#page, first, second);
    this.#count += 2;
  }

  /** Types a text of characters that are a key each. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
    this.#count += text.length;
  }
}

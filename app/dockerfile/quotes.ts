import type { Escape } from './types.ts';

/**
 * Follows a command through its lines and tells whether a place is outside of all quotes, whichever shell reads it: by
 * a POSIX shell's rules, and by those of shells in which a backslash escapes nothing. Where quotes nest, nothing is sure.
 */
export class Quotes {
  readonly #readings: readonly Reading[];

  constructor(escape: Escape) {
    this.#readings = [new Reading('\\'), new Reading(escape === '`' ? '`' : ''), new Reading('')];
  }

  /** Whether spaces here mean no more than one. */
  get areOutside(): boolean {
    return this.#readings.every(({ isOutside }) => isOutside);
  }

  /** Goes on by a piece of the command. */
  take(piece: string): void {
    for (const reading of this.#readings) reading.take(piece);
  }
}

class Reading {
  readonly #escape: string;
  #quote = '';
  /** The quote is `$'…'`, in which a backslash escapes. */
  #isAnsi = false;
  #before = '';
  #isEscaped = false;
  /** Inside of `${…}` in quotes. */
  #inBraces = false;
  /** A command in quotes has quotes of its own. */
  #isUnsure = false;

  constructor(escape: string) {
    this.#escape = escape;
  }

  get isOutside(): boolean {
    return this.#quote === '' && !this.#isEscaped && !this.#isUnsure;
  }

  take(piece: string): void {
    for (const char of piece) {
      this.#step(char);
      this.#before = char;
    }
  }

  #step(char: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (this.#quote === "'") this.#inSingle(char);
    else if (char === this.#escape) this.#isEscaped = true;
    else if (char === '`') this.#isUnsure = true;
    else if (this.#quote === '"') this.#inDouble(char);
    else if (char === '"') this.#quote = '"';
    else if (char === "'") {
      this.#quote = "'";
      this.#isAnsi = this.#before === '$';
    }
  }

  #inSingle(char: string): void {
    if (this.#isAnsi && char === '\\') this.#isEscaped = true;
    else if (char === "'") this.#quote = '';
  }

  #inDouble(char: string): void {
    if (char === '"' && this.#inBraces) this.#isUnsure = true;
    if (char === '"') this.#quote = '';
    else if (char === '}') this.#inBraces = false;
    else if (this.#before === '$' && char === '(') this.#isUnsure = true;
    else if (this.#before === '$' && char === '{') this.#inBraces = true;
  }
}

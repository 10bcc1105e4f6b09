/** Longer lines are cut there: nobody reads them, and a build may print without any line end. In bytes. */
const longest = 64 * 1024;

/** Joins what one writer prints, in chunks cut anywhere, into whole lines. */
export class LineJoiner {
  #rest = Buffer.alloc(0);

  /** The whole lines that are there now, joined by line ends and without the last; undefined if there is none. */
  push(chunk: Uint8Array): string | undefined {
    const all = this.#rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.#rest, chunk]);
    const end = all.lastIndexOf(0x0a);
    this.#rest = all.subarray(end + 1);
    const whole = end < 0 ? undefined : all.subarray(0, end).toString();
    if (this.#rest.length <= longest) return whole;
    const cut = this.#rest.toString();
    this.#rest = Buffer.alloc(0);
    return whole === undefined ? cut : `${whole}\n${cut}`;
  }

  /** A last line without its end. */
  end(): string | undefined {
    const text = this.#rest.toString();
    this.#rest = Buffer.alloc(0);
    return text === '' ? undefined : text;
  }
}

/** Bytes to begin with: a screen without scrollback is less. */
const begin = 16 * 1024;

/** Text that grows at its end, in UTF-8. Its bound is that of what is written into it. */
export class Bytes {
  #bytes = new Uint8Array(begin);
  #length = 0;

  /** All of it, a view: nothing may be added after. */
  get all(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Adds a text of ASCII. */
  ascii(text: string): void {
    this.#need(text.length);
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#length++] = text.charCodeAt(at);
  }

  /** Adds any text. */
  text(text: string): void {
    for (const character of text) this.code(character.codePointAt(0) ?? 0);
  }

  /** Adds a character by its number in Unicode. */
  code(code: number): void {
    this.#need(4);
    const bytes = this.#bytes;
    if (code < 0x80) {
      bytes[this.#length++] = code;
      return;
    }
    if (code < 0x800) bytes[this.#length++] = 0xc0 | (code >> 6);
    else {
      if (code < 0x10000) bytes[this.#length++] = 0xe0 | (code >> 12);
      else {
        bytes[this.#length++] = 0xf0 | (code >> 18);
        bytes[this.#length++] = 0x80 | ((code >> 12) & 0x3f);
      }
      bytes[this.#length++] = 0x80 | ((code >> 6) & 0x3f);
    }
    bytes[this.#length++] = 0x80 | (code & 0x3f);
  }

  #need(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.all);
    this.#bytes = larger;
  }
}

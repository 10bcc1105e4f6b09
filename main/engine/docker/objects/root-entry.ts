const block = 512;
/** Bytes looked through for it: what may stand before it are extended attributes of its own. */
const mostBefore = 1024 * 1024;

const [typeAt, checksumAt, checksumSize, sizeAt, nameSize, prefixAt] = [156, 148, 8, 124, 100, 345];

/** Finds the entry of the root folder in an archive that passes by: the first one, if that is a folder's. */
export class RootEntry {
  #held: Buffer = Buffer.alloc(0);
  #found: Buffer | undefined;
  #over = false;

  /** What is in `archive`, unchanged. */
  async *watch(archive: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
    for await (const chunk of archive) {
      if (!this.#over) this.#look(chunk);
      yield chunk;
    }
  }

  /** An archive with nothing but that entry under a name, which ends in a slash; undefined where there was none. */
  named(name: string): Buffer | undefined {
    if (!this.#found) return undefined;
    const header = Buffer.from(this.#found);
    header.fill(0, 0, nameSize).fill(0, prefixAt, block);
    header.write(name, 0, 'latin1');
    header.fill(' ', checksumAt, checksumAt + checksumSize);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, checksumAt, 'latin1');
    return Buffer.concat([header, Buffer.alloc(2 * block)]);
  }

  #look(chunk: Buffer): void {
    this.#held = Buffer.concat([this.#held, chunk]);
    let at = 0;
    while (this.#held.length >= at + block) {
      const header = this.#held.subarray(at, at + block);
      const type = String.fromCharCode(header[typeAt] ?? 0);
      if (type !== 'x' && type !== 'g') {
        if (type === '5') this.#found = Buffer.from(header);
        this.#end();
        return;
      }
      const size = Number.parseInt(header.toString('latin1', sizeAt, sizeAt + 12), 8);
      at += block + Math.ceil((Number.isFinite(size) ? size : mostBefore) / block) * block;
    }
    if (at > mostBefore || this.#held.length > mostBefore) this.#end();
  }

  #end(): void {
    this.#over = true;
    this.#held = Buffer.alloc(0);
  }
}

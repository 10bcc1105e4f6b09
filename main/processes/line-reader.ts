import { StringDecoder } from 'node:string_decoder';

/** Longer lines are cut here, in characters: nobody reads them, and a program may print without line ends. */
const longestLine = 64 * 1024;

/** Makes lines of what a program prints; their ends are not part of them. */
export class LineReader {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  /** At most `longestLine` characters, so that each piece is looked through with little else. */
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(piece: Buffer): void {
    const lines = (this.#rest + this.#decoder.write(piece)).split(/\r?\n/);
    this.#rest = (lines.pop() ?? '').slice(0, longestLine);
    for (const line of lines) this.#onLine(line.slice(0, longestLine));
  }

  /** What came after the last line end is a line too. */
  end(): void {
    if (this.#rest !== '') this.#onLine(this.#rest);
    this.#rest = '';
  }
}

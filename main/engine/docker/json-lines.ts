import { problem } from '../../../app/problem.ts';
import { parseJson } from './http.ts';

/** An event or a sample is some kB; one with every label at its limit some hundred. More is not what was asked for. */
const maxJsonLine = 8 * 1024 * 1024;

/** JSON values over chunks cut anywhere, separated by line ends. Throws a ProblemError at a line too long or not JSON. */
export class JsonLines {
  #rest: Buffer[] = [];
  #size = 0;

  push(chunk: Buffer): unknown[] {
    const values: unknown[] = [];
    let at = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, at)) {
      this.#keep(chunk.subarray(at, end));
      this.#take(values);
      at = end + 1;
    }
    if (at < chunk.length) this.#keep(Buffer.from(chunk.subarray(at)));
    return values;
  }

  /** At the stream's end: a last value without line end. */
  end(): unknown[] {
    const values: unknown[] = [];
    this.#take(values);
    return values;
  }

  #keep(bytes: Buffer): void {
    this.#size += bytes.length;
    if (this.#size > maxJsonLine) throw problem('internal', 'The engine sent more than Gantry can take in.');
    this.#rest.push(bytes);
  }

  #take(values: unknown[]): void {
    const text = Buffer.concat(this.#rest).toString().trim();
    this.#rest = [];
    this.#size = 0;
    if (text) values.push(parseJson(text));
  }
}

import { BoundedBody } from '../http/bounded-body.ts';
import type { Bound } from '../http/bounds.ts';
import { parseJson } from '../http/http.ts';

const lf = 0x0a;

/**
 * JSON values over chunks cut anywhere, separated by line ends. Throws a ProblemError at a line that is more than the
 * bound or not JSON.
 */
export class JsonLines {
  readonly #line: BoundedBody;

  constructor(bound: Bound) {
    this.#line = new BoundedBody(bound);
  }

  push(chunk: Buffer): unknown[] {
    const values: unknown[] = [];
    let at = 0;
    for (let end = chunk.indexOf(lf); end >= 0; end = chunk.indexOf(lf, at)) {
      this.#line.push(chunk, at, end);
      this.#take(values);
      at = end + 1;
    }
    this.#line.push(chunk, at);
    return values;
  }

  /** At the stream's end: a last value without line end. */
  end(): unknown[] {
    const values: unknown[] = [];
    this.#take(values);
    return values;
  }

  #take(values: unknown[]): void {
    const text = this.#line.take().trim();
    if (text) values.push(parseJson(text));
  }
}

import { isDeepStrictEqual } from 'node:util';

/** Reads something until it reads the same twice: for what settles after scrolling or pausing. */
export async function still<T>(read: () => Promise<T>): Promise<T> {
  for (let before = await read(); ; ) {
    const now = await read();
    if (isDeepStrictEqual(now, before)) return now;
    before = now;
  }
}

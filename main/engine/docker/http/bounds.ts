/** What an answer may be at most, so that one from a broken or hostile engine costs neither memory nor time. */
export interface Bound {
  /** Bytes. */
  readonly size: number;
  /** Of JSON: commas, colons and opening brackets, which is what parsing costs. Undefined where nothing is parsed. */
  readonly pieces?: number;
  /** Of JSON: entries of one list or object at its two outer levels, which become rows. */
  readonly entries?: number;
  /** Who sends more than this is no engine. */
  readonly stranger?: true;
}

const kB = 1024;
const MB = 1024 * kB;

/** Each some times what a real engine was ever seen to send. */
export const bounds = {
  /** Two letters. */
  ping: { size: 4 * kB, stranger: true },
  /** 1 kB on Docker, with its parts 2 kB. */
  version: { size: 64 * kB, pieces: 2_000, stranger: true },
  /** An id, what was removed, how a command ended: some hundred bytes; an image of 127 layers is removed in 20 kB. */
  brief: { size: 256 * kB, pieces: 10_000 },
  /**
   * One object, some kB. The longest environment and command line that Linux takes is 2 MB, and a network may have some
   * thousand members at 200 bytes; a container with five thousand of each of its parts has 130,000 pieces.
   */
  object: { size: 4 * MB, pieces: 250_000 },
  /**
   * A row is 700 bytes and 80 pieces, with all that Compose writes on it 2 kB and 130: 3,000 containers are 2 MB. This
   * many pieces of the worst kind (keys of which no two are the same) are parsed in half a second and take 150 MB.
   */
  list: { size: 32 * MB, pieces: 1_000_000, entries: 25_000 },
  /** A path of a hundred bytes and five pieces for each file; who installs a large program in a container adds 100,000. */
  changes: { size: 32 * MB, pieces: 1_000_000, entries: 200_000 },
  /** An event or a sample is some kB; one with every label at its limit some hundred. */
  line: { size: MB, pieces: 20_000 },
  /** A step of BuildKit's: up to 2 MB of output at once, and half as much again as base64. */
  trace: { size: 8 * MB, pieces: 20_000 },
} as const satisfies Record<string, Bound>;

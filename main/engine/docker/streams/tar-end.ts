import { problem } from '../../../../app/rpc/problem.ts';

/** Bytes kept of the end: an error that an engine wrote there fits. */
const kept = 8 * 1024;
const block = 512;

/**
 * Watches an archive pass by. An engine that fails in the middle of one has sent its good status long ago, and writes its
 * error where the rest of the archive would be.
 */
export class TarEnd {
  #tail = Buffer.alloc(0);
  #size = 0;

  push(chunk: Buffer): void {
    this.#size += chunk.length;
    this.#tail = chunk.length >= kept ? Buffer.from(chunk.subarray(-kept)) : this.#join(chunk);
  }

  /** Throws a ProblemError unless what passed ended as archives do: with two empty blocks. */
  check(): void {
    const last = this.#tail.subarray(-2 * block);
    if (this.#size % block === 0 && last.length === 2 * block && last.every((byte) => byte === 0)) return;
    const words = /\{"errorDetail".*?"message":"([^"]*)"/s.exec(this.#tail.toString('latin1'))?.[1];
    const full = /no space left on device/i.test(words ?? '');
    throw problem(
      full ? 'no-space' : 'internal',
      full ? 'archive-disk-full' : 'archive-unfinished',
      words === undefined ? {} : { detail: words },
    );
  }

  #join(chunk: Buffer): Buffer<ArrayBuffer> {
    return Buffer.from(Buffer.concat([this.#tail, chunk]).subarray(-kept));
  }
}

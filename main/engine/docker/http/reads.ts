import type { Readable } from 'node:stream';
import { engineLost } from './problems.ts';

/**
 * What a stream of an engine holds, all that is there at each read. Ends at the stream's own end; throws
 * `engine-unreachable` when the connection breaks before (a daemon that dies sends no end: `close` is the only sign);
 * ends quietly when the signal aborts. Closes the stream in any case. Nothing is read ahead of the stream's own buffer,
 * so a slow reader slows the engine.
 */
export async function* reads(stream: Readable, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const watch = new Watch(stream);
  try {
    while (!signal.aborted) {
      const woken = watch.next();
      const chunk: unknown = stream.read();
      if (Buffer.isBuffer(chunk)) yield chunk;
      else if (watch.ended) return;
      else if (watch.closed) throw engineLost(watch.words);
      else await woken;
    }
  } finally {
    watch.stop();
    stream.destroy();
  }
}

class Watch {
  readonly #stream: Readable;
  ended: boolean;
  closed: boolean;
  /** What the system said when the connection broke. */
  words = '';
  #wake: (() => void) | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
    this.ended = stream.readableEnded;
    this.closed = stream.destroyed;
    stream.on('readable', this.#onReadable);
    stream.on('end', this.#onEnd);
    stream.on('close', this.#onClose);
    stream.on('error', this.#onError);
  }

  /** Resolves at the next news. Ask before looking at the stream, so that no news falls in between. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  stop(): void {
    this.#stream.off('readable', this.#onReadable);
    this.#stream.off('end', this.#onEnd);
    this.#stream.off('close', this.#onClose);
    this.#stream.off('error', this.#onError);
  }

  readonly #onReadable = (): void => this.#wake?.();

  readonly #onEnd = (): void => {
    this.ended = true;
    this.#wake?.();
  };

  readonly #onClose = (): void => {
    this.closed = true;
    this.#wake?.();
  };

  readonly #onError = (error: Error): void => {
    this.words = error.message;
    this.#wake?.();
  };
}

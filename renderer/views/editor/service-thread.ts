import type { EditorService } from './types.ts';

/** A language service, every part of it. */
type WholeService = Required<EditorService>;
type Part = keyof WholeService;

/** What the page asks of the thread. */
export interface ThreadAsk {
  readonly id: number;
  readonly part: Part;
  readonly args: readonly unknown[];
}

/** What the thread says to it; `value` is absent where the service failed. */
export interface ThreadAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly failed?: string;
}

/** What is needed of a worker. */
export interface ServiceWorker {
  postMessage(ask: ThreadAsk, transfer: Transferable[]): void;
  addEventListener(type: 'message', then: (event: { readonly data: ThreadAnswer }) => void): void;
  addEventListener(type: 'error', then: () => void): void;
  terminate(): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A language service in a thread of its own, which is started when something is asked for the first time. */
export class ServiceThread {
  readonly #start: () => ServiceWorker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: ServiceWorker | undefined;
  #lastId = 0;

  constructor(start: () => ServiceWorker) {
    this.#start = start;
  }

  /** Asks a part of the service. Rejects where it failed, or the thread could not be started or died. */
  ask<P extends Part>(part: P, ...args: Parameters<WholeService[P]>): Promise<Awaited<ReturnType<WholeService[P]>>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#started();
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, part, args }, []);
    });
  }

  #started(): ServiceWorker {
    const worker = this.#start();
    worker.addEventListener('message', ({ data }) => this.#answered(data));
    worker.addEventListener('error', () => this.#died(worker));
    return worker;
  }

  #answered({ id, value, failed }: ThreadAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failed === undefined) waiting?.resolve(value as never);
    else waiting?.reject(new Error(failed));
  }

  /** Whoever asks next gets a new one. */
  #died(worker: ServiceWorker): void {
    worker.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error('The language service could not be loaded.'));
    this.#waiting.clear();
  }
}

/** Answers what a page asks of a service; in the thread. */
export function answerAsks(service: WholeService): void {
  addEventListener('message', ({ data }: MessageEvent<ThreadAsk>) => void answer(service, data).then(postMessage));
}

async function answer(service: WholeService, { id, part, args }: ThreadAsk): Promise<ThreadAnswer> {
  const ask = service[part] as (...args: readonly unknown[]) => unknown;
  try {
    return { id, value: await ask(...args) };
  } catch (error) {
    return { id, failed: String(error) };
  }
}

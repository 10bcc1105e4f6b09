/** A value on its way between two worlds: functions stay where they are and are called there. */
export type Packed =
  | { readonly k: 'value'; readonly value: unknown }
  | { readonly k: 'function'; readonly id: number }
  | { readonly k: 'object'; readonly entries: readonly (readonly [string, Packed])[] };

type Crossing =
  | { readonly op: 'expose'; readonly name: string; readonly api: Packed }
  | { readonly op: 'call'; readonly id: number; readonly args: readonly Packed[] }
  | { readonly op: 'return'; readonly value?: Packed; readonly error?: string };

/**
 * One world's end of `contextBridge`; runs in the page's world and in the preload's. Values are copied by Electron's
 * rules: own enumerable keys, so that a MessagePort, a URL or an instance of a class arrives without what makes it one.
 * Calls are synchronous, by DOM events.
 */
export class Bridge {
  readonly #secret: string;
  readonly #own: 'page' | 'preload';
  readonly #other: 'page' | 'preload';
  readonly #functions: ((...args: unknown[]) => unknown)[] = [];
  #returned: Crossing | undefined;

  constructor(secret: string, side: 'page' | 'preload') {
    this.#secret = secret;
    this.#own = side;
    this.#other = side === 'page' ? 'preload' : 'page';
  }

  /** Answers what the other world asks from now on. */
  listen(): void {
    window.addEventListener(
      `${this.#secret} ${this.#own}`,
      (event) => {
        event.stopImmediatePropagation();
        const crossing = (event as CustomEvent<Crossing>).detail;
        if (crossing.op === 'return') this.#returned = crossing;
        else this.#send(this.#answer(crossing));
      },
      true,
    );
  }

  /** As `contextBridge.exposeInMainWorld`. */
  expose(name: string, api: unknown): void {
    this.#ask({ op: 'expose', name, api: this.#pack(api) });
  }

  /** What is sent is answered before this returns. */
  #ask(ask: Crossing): unknown {
    this.#returned = undefined;
    this.#send(ask);
    const answer = this.#returned as Crossing | undefined;
    if (answer?.op !== 'return') throw new Error('the other world does not answer');
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value && this.#unpack(answer.value);
  }

  #send(crossing: Crossing): void {
    window.dispatchEvent(new CustomEvent(`${this.#secret} ${this.#other}`, { detail: crossing }));
  }

  #answer(ask: Crossing): Crossing {
    try {
      if (ask.op === 'expose') this.#define(ask.name, this.#unpack(ask.api));
      if (ask.op !== 'call') return { op: 'return' };
      const args = ask.args.map((arg) => this.#unpack(arg));
      return { op: 'return', value: this.#pack(this.#functions[ask.id]?.(...args)) };
    } catch (error) {
      // Only the message crosses.
      return { op: 'return', error: error instanceof Error ? error.message : 'An unknown exception occurred' };
    }
  }

  #define(name: string, value: unknown): void {
    if (Object.hasOwn(window, name)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    Object.defineProperty(window, name, { value, enumerable: true, configurable: false, writable: false });
  }

  #pack(value: unknown): Packed {
    if (typeof value === 'function') {
      this.#functions.push((...args) => Reflect.apply(value, undefined, args));
      return { k: 'function', id: this.#functions.length - 1 };
    }
    if (value instanceof Promise || Array.isArray(value))
      throw new Error('the double bridges neither promise nor array');
    if (typeof value !== 'object' || value === null) return { k: 'value', value };
    return { k: 'object', entries: Object.entries(value).map(([key, item]) => [key, this.#pack(item)] as const) };
  }

  #unpack(packed: Packed): unknown {
    switch (packed.k) {
      case 'value':
        return packed.value;
      case 'function':
        return (...args: unknown[]) =>
          this.#ask({ op: 'call', id: packed.id, args: args.map((arg) => this.#pack(arg)) });
      case 'object':
        return Object.freeze(Object.fromEntries(packed.entries.map(([key, item]) => [key, this.#unpack(item)])));
    }
  }
}

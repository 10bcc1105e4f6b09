/** What all parts of the fake share: the record of calls, and whether the app is ready. */
class State {
  readonly calls: unknown[][] = [];
  readonly paths = new Map<string, string>();
  isFirstInstance = true;
  isReady = false;
  openExternalFails = false;
  answer = 0;
  ready: Promise<void> = Promise.resolve();
  #becomeReady: () => void = () => undefined;

  constructor() {
    this.reset(true);
  }

  reset(isFirstInstance: boolean): void {
    this.calls.length = 0;
    this.paths.clear();
    this.isFirstInstance = isFirstInstance;
    this.isReady = false;
    this.openExternalFails = false;
    this.answer = 0;
    this.ready = new Promise((resolve) => {
      this.#becomeReady = resolve;
    });
  }

  record(what: string, ...args: unknown[]): void {
    this.calls.push([what, ...args]);
  }

  becomeReady(): void {
    this.isReady = true;
    this.record('ready');
    this.#becomeReady();
  }

  /** Records a call that Electron refuses once the app is ready. */
  beforeReady(what: string, ...args: unknown[]): void {
    if (this.isReady) throw new Error(`${what} should be called before app is ready`);
    this.record(what, ...args);
  }

  /** Throws Electron's words when something is used too early. */
  afterReady(message: string): void {
    if (!this.isReady) throw new Error(message);
  }
}

export const state = new State();

/** The object, except that reading a member it does not have throws and names it. */
export function notFaked<T extends object>(name: string, parts: T): T {
  return new Proxy(parts, {
    get(target, key) {
      // Test tools look for `then`, `toJSON` and symbols on everything they print.
      if (key in target || typeof key === 'symbol' || key === 'then' || key === 'toJSON')
        return Reflect.get(target, key);
      throw new Error(`electron.${name}.${key} is not faked: add it to e2e/fake/electron.ts`);
    },
  });
}

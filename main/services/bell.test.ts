import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bell } from '../base/live.ts';

/** Whether a promise has settled, once all that is due now has run. */
async function settled(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('a bell', () => {
  it('ends the wait that runs, or the next one at once', async () => {
    const bell = new Bell();
    const { signal } = new AbortController();
    const waiting = bell.wait(signal);
    expect(await settled(waiting)).toBe(false);
    bell.ring();
    expect(await settled(waiting)).toBe(true);
    bell.ring();
    bell.ring();
    expect(await settled(bell.wait(signal))).toBe(true);
    expect(await settled(bell.wait(signal))).toBe(false);
  });

  it('ends a wait whose signal aborts, and leaves nothing behind', async () => {
    const bell = new Bell();
    const stop = new AbortController();
    const waiting = bell.wait(stop.signal);
    stop.abort();
    expect(await settled(waiting)).toBe(true);
    expect(await settled(bell.wait(stop.signal))).toBe(true);
    expect(await settled(bell.wait(new AbortController().signal))).toBe(false);
  });

  it('wakes a second reader though the first one gave up meanwhile', async () => {
    const bell = new Bell();
    const first = new AbortController();
    const second = new AbortController();
    const gone = bell.wait(first.signal);
    // As in a takeover: the first one is told to stop, and the second waits before it could.
    first.abort();
    const waiting = bell.wait(second.signal);
    expect(await settled(gone)).toBe(true);
    expect(await settled(waiting)).toBe(false);
    bell.ring();
    expect(await settled(waiting)).toBe(true);
  });

  it('rings for every reader, also for one that was busy', async () => {
    const bell = new Bell();
    const [one, other] = [new AbortController().signal, new AbortController().signal];
    const waiting = bell.wait(one);
    bell.ring();
    expect(await settled(waiting)).toBe(true);
    expect(await settled(bell.wait(other))).toBe(true);
  });

  it('never loses a ring, whoever waits, gives up and comes back', async () => {
    type Step = { readonly kind: 'ring' | 'wait' | 'abort'; readonly reader: number };
    const step: fc.Arbitrary<Step> = fc.record({
      kind: fc.constantFrom('ring', 'wait', 'wait', 'abort'),
      reader: fc.nat({ max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const bell = new Bell();
        const readers = Array.from({ length: 4 }, () => new Reader(bell));
        for (const { kind, reader } of steps) {
          const one = readers[reader];
          if (kind === 'ring') {
            bell.ring();
            for (const each of readers) each.ring();
          } else if (kind === 'wait') one?.wait();
          else one?.abort();
          await new Promise((resolve) => setImmediate(resolve));
          for (const each of readers) expect(each.waits).toBe(each.mayWait);
        }
        for (const each of readers) each.abort();
      }),
      { numRuns: 200 },
    );
  });
});

/** A reader and what it should be doing: it waits only while nothing has rung since it last stopped waiting. */
class Reader {
  readonly #bell: Bell;
  #stop = new AbortController();
  #unheard = false;
  #rang = false;
  waits = false;
  mayWait = false;

  constructor(bell: Bell) {
    this.#bell = bell;
  }

  wait(): void {
    if (this.waits) return;
    this.waits = true;
    this.mayWait = !this.#unheard;
    this.#unheard = false;
    void this.#bell.wait(this.#stop.signal).then(() => (this.waits = false));
  }

  ring(): void {
    this.#rang = true;
    this.#unheard = !this.mayWait;
    this.mayWait = false;
  }

  /** It gives up; whoever comes after it is a new reader, to whom all that ever rang is news. */
  abort(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.mayWait = false;
    this.#unheard = this.#rang;
  }
}

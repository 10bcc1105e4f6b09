import { matchSpans, type TextSpan } from './match-spans.ts';

/** Says what of a row is marked. */
export interface Matcher {
  /** Nothing as long as it is not known. */
  spansOf(text: string): readonly TextSpan[];
  dispose(): void;
}

export interface MatchOrder {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** The spans of each text, in their order. */
export type MatchAnswer = readonly (readonly TextSpan[])[];

/** What a matcher needs of a worker. */
export type MatchWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** For a text that was looked for as it is: takes no longer than the row is long. */
export class TextMatcher implements Matcher {
  readonly #pattern: RegExp;

  constructor(pattern: RegExp) {
    this.#pattern = pattern;
  }

  spansOf(text: string): TextSpan[] {
    return matchSpans(text, this.#pattern);
  }

  dispose(): void {}
}

/** ms that the rows of a screen may take; they take less than one. */
const patience = 500;
/** Rows that are remembered: some screens. */
const mostKnown = 1000;
const none: readonly TextSpan[] = [];

/**
 * For a pattern that a person wrote, which may take forever on some rows: matched in a worker, and given up when that
 * does not answer. The search in main does the same, and says why.
 */
export class PatternMatcher implements Matcher {
  readonly #pattern: RegExp;
  readonly #worker: MatchWorker;
  readonly #onFound: () => void;
  readonly #known = new Map<string, readonly TextSpan[]>();
  readonly #asked = new Set<string>();
  /** Texts that the worker is at. */
  #running: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  /** `onFound` is called when rows are known that were not. */
  constructor(pattern: RegExp, worker: MatchWorker, onFound: () => void) {
    this.#pattern = pattern;
    this.#worker = worker;
    this.#onFound = onFound;
    worker.addEventListener('message', ({ data }: MessageEvent<MatchAnswer>) => this.#answered(data));
  }

  spansOf(text: string): readonly TextSpan[] {
    const known = this.#known.get(text);
    if (known || this.#ended) return known ?? none;
    if (this.#asked.size === 0 && this.#running.length === 0) queueMicrotask(() => this.#ask());
    if (!this.#running.includes(text)) this.#asked.add(text);
    return none;
  }

  dispose(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#worker.terminate();
  }

  #ask(): void {
    if (this.#ended || this.#asked.size === 0) return;
    this.#running = [...this.#asked];
    this.#asked.clear();
    const { source, flags } = this.#pattern;
    const order: MatchOrder = { source, flags, texts: this.#running };
    this.#worker.postMessage(order, []);
    this.#timer = setTimeout(() => this.dispose(), patience);
  }

  #answered(spans: MatchAnswer): void {
    clearTimeout(this.#timer);
    if (this.#known.size > mostKnown) this.#known.clear();
    for (const [at, text] of this.#running.entries()) this.#known.set(text, spans[at] ?? none);
    this.#running = [];
    this.#onFound();
    this.#ask();
  }
}

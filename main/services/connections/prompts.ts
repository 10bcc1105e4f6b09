import { randomBytes } from 'node:crypto';
import type { Prompt, PromptAnswer, PromptQuestion, prompts } from '../../../app/engines/prompts.ts';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { LiveList } from '../../base/live.ts';

/** Each waits for a person; nobody answers more than this at once. */
const mostOpen = 20;
/** How long a question waits for a window to come, in ms: one that reloads or has lost its link is back by then. */
const absence = 10_000;

/** How long a question waits, at most, and what withdraws it. */
interface Patience {
  /** ms. */
  readonly time: number;
  readonly signal: AbortSignal;
}

type AnswerTo<K> = Extract<PromptAnswer, { readonly kind: K }>;

interface Open {
  /** False where that is no answer to it. */
  readonly take: (answer: PromptAnswer) => boolean;
  readonly fail: (why: Error) => void;
}

/** Asks a person, in whatever window is in front. Answers go to who asked and are kept nowhere. */
export class Prompts implements Service<typeof prompts> {
  readonly #list = new LiveList<Prompt>();
  readonly #open = new Map<string, Open>();
  #readers = 0;
  #alone: NodeJS.Timeout | undefined;

  constructor() {
    this.#list.replace([]);
  }

  /**
   * Waits for the answer. Rejects with `cancelled` when the person says no or `signal` aborts, with `timeout` after
   * `time`, and with `unauthorized` where there is no window to ask in.
   */
  async ask<K extends PromptQuestion['kind']>(
    question: Extract<PromptQuestion, { readonly kind: K }>,
    { time, signal }: Patience,
  ): Promise<AnswerTo<K>> {
    if (signal.aborted) throw problem('cancelled', 'cancelled');
    if (this.#open.size >= mostOpen) throw problem('unsupported', 'too-many-questions');
    const id = `p${randomBytes(16).toString('hex')}`;
    const fits = (answer: PromptAnswer): answer is AnswerTo<K> => answer.kind === question.kind;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(late);
        signal.removeEventListener('abort', withdraw);
        this.#open.delete(id);
        this.#list.merge([], [id]);
        this.#heed();
      };
      const fail = (why: Error): void => {
        end();
        reject(why);
      };
      const withdraw = (): void => fail(problem('cancelled', 'cancelled'));
      const late = setTimeout(() => fail(problem('timeout', 'nobody-answered')), time);
      signal.addEventListener('abort', withdraw);
      const take = (answer: PromptAnswer): boolean => {
        if (!fits(answer)) return false;
        end();
        resolve(answer);
        return true;
      };
      this.#open.set(id, { take, fail });
      this.#list.merge([{ ...question, id, until: Date.now() + time }]);
      this.#heed();
    });
  }

  async *watch(_input: object, { signal }: Context) {
    this.#readers += 1;
    this.#heed();
    try {
      yield* this.#list.read(signal);
    } finally {
      this.#readers -= 1;
      this.#heed();
    }
  }

  answer({ prompt, answer }: { readonly prompt: string; readonly answer: PromptAnswer }): void {
    const open = this.#open.get(prompt);
    if (!open) throw problem('not-found', 'question-closed');
    if (answer.kind === 'declined') open.fail(problem('cancelled', 'question-declined'));
    else if (!open.take(answer)) throw problem('invalid-input', 'answer-unfit');
  }

  /** Heeds whether there is somebody to ask: without, questions are withdrawn after a while. */
  #heed(): void {
    if (this.#readers > 0 || this.#open.size === 0) {
      clearTimeout(this.#alone);
      this.#alone = undefined;
      return;
    }
    this.#alone ??= setTimeout(() => {
      const nobody = problem('unauthorized', 'nobody-to-ask');
      for (const open of this.#open.values()) open.fail(nobody);
    }, absence);
  }
}

/** See `Prompts`. */
export function createPrompts(): Prompts {
  return new Prompts();
}

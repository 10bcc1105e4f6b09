import { stripAnsi } from '../../../../app/text/ansi.ts';
import type { BuildEvent, BuilderStep } from '../../ports/builds.ts';
import { LineJoiner } from '../streams/line-joiner.ts';

/** A stage counts its own steps on Podman (`[1/2] STEP 1/3: …`), all together on Docker (`Step 1/3 : …`). */
const stepLine = /^(?:\[(\d+)\/\d+\] )?Step (\d+)\/(\d+) ?: (.*)$/i;
const cachedLine = /^ ?-{2,3}> Using cache/;
const imageLine = /^Successfully built ([0-9a-f]{12,64})$/;
const warningLine = /^\[Warning\] (.*)$/;

/** Folds what the classic builder prints into steps: it says when one begins, and the next one's begin is its end. */
export class ClassicFold {
  readonly #lines = new LineJoiner();
  readonly #now: () => number;
  #step: BuilderStep | undefined;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A piece of text, cut anywhere. */
  push(text: string): BuildEvent[] {
    const whole = this.#lines.push(Buffer.from(text));
    return whole === undefined ? [] : whole.split('\n').flatMap((line) => this.#line(line));
  }

  /** The end of it all; with an error the step that ran has failed. */
  end(error?: string): BuildEvent[] {
    const rest = this.#lines.end();
    return [...(rest === undefined ? [] : this.#line(rest)), ...this.#close(error)];
  }

  #line(line: string): BuildEvent[] {
    // The end of a warning's colour may stand before it.
    const plain = line.startsWith('\x1b') ? stripAnsi(line) : line;
    const [, stage, number = '', total = '', instruction = ''] = stepLine.exec(plain) ?? [];
    if (number !== '') return this.#open(stage, number, total, instruction);
    if (this.#step && cachedLine.test(line)) {
      this.#step = { ...this.#step, state: 'cached' };
      return [];
    }
    const id = imageLine.exec(line)?.[1];
    if (id !== undefined) return [...this.#close(), { kind: 'image', id }];
    const warning = warningLine.exec(line)?.[1];
    if (warning !== undefined) return [{ kind: 'warning', message: warning }];
    if (/^ ---> |^--> [0-9a-f]+$/.test(line)) return [];
    return line === '' ? [] : [{ kind: 'output', text: line, ...(this.#step ? { step: this.#step.id } : {}) }];
  }

  #open(stage: string | undefined, number: string, total: string, instruction: string): BuildEvent[] {
    const closed = this.#close();
    const place = `${stage === undefined ? '' : `stage-${Number(stage) - 1} `}${number}/${total}`;
    this.#step = { id: place, name: `[${place}] ${instruction}`, state: 'running', started: this.#now() };
    return [...closed, { kind: 'step', step: this.#step }];
  }

  #close(error?: string): BuildEvent[] {
    const step = this.#step;
    this.#step = undefined;
    if (!step) return [];
    const state = error !== undefined ? 'failed' : step.state === 'cached' ? 'cached' : 'done';
    return [{ kind: 'step', step: { ...step, state, ended: this.#now(), ...(error === undefined ? {} : { error }) } }];
  }
}

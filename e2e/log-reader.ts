import type { LogRow, LogRows, LogTarget, LogViewState } from '../app/logs.ts';
import { maxRows } from '../app/logs.ts';
import type { Problem } from '../app/rpc/problem.ts';
import type { LocalClient } from './bench/tools/local-client.ts';

/** A view of logs without a page: its newest state, and its rows on demand. */
export class LogReader {
  state: LogViewState | undefined;
  /** Why the view ended. */
  problem: Problem | undefined;
  readonly #gantry: LocalClient;
  readonly #stop: () => void;

  constructor(gantry: LocalClient, target: LogTarget) {
    this.#gantry = gantry;
    this.#stop = gantry.client.logs.watch(
      { target },
      { onItem: (state) => void (this.state = state), onEnd: (problem) => (this.problem = problem) },
    );
  }

  /** Number of rows now. */
  get size(): number {
    return this.state ? this.state.end - this.state.first : 0;
  }

  /** What it stands at, in one line: for who waits in vain. */
  get standing(): string {
    const { size, state, problem } = this;
    return JSON.stringify({ size, sources: state?.sources, problem });
  }

  /** Everything that was printed before is there, and new lines are followed. */
  get settled(): boolean {
    const sources = this.state?.sources ?? [];
    return sources.length > 0 && sources.every(({ state }) => state !== 'reading');
  }

  /** All rows; asked for again when they get other numbers meanwhile. */
  async rows(): Promise<LogRow[]> {
    for (;;) {
      const { state } = this;
      if (!state) return [];
      const all: LogRow[] = [];
      let answer: LogRows | undefined;
      for (let from = state.first; from < state.end; from += maxRows) {
        answer = await this.#gantry.client.logs.rows({
          view: state.view,
          epoch: state.epoch,
          from,
          count: Math.min(maxRows, state.end - from),
        });
        if (answer.epoch !== state.epoch) break;
        all.push(...answer.rows);
      }
      if (!answer || answer.epoch === state.epoch) return all;
    }
  }

  /** The last row. */
  async last(): Promise<LogRow | undefined> {
    if (!this.state) return undefined;
    const { view, epoch, end } = this.state;
    return (await this.#gantry.client.logs.rows({ view, epoch, from: Math.max(0, end - 1), count: 1 })).rows[0];
  }

  /** The texts of all lines, without marks. */
  async texts(): Promise<string[]> {
    return (await this.rows()).filter(({ mark }) => !mark).map(({ text }) => text);
  }

  /** The kinds of all marks. */
  async marks(): Promise<string[]> {
    return (await this.rows()).flatMap(({ mark }) => (mark ? [mark.kind] : []));
  }

  stop(): void {
    this.#stop();
  }
}

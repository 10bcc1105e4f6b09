import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../../app/contract.ts';
import type { LogSourceState, LogTarget, LogViewState } from '../../../../app/logs.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';
import type { Problem } from '../../../../app/rpc/problem.ts';
import type { Link } from '../../../stores/link/link.ts';
import { RowCache } from './row-cache.ts';

/** ms between two pictures of the controls; rows are drawn as they come. */
const showEvery = 100;

/** What the controls of a log show. */
export interface LogSessionState {
  /** Undefined until the log is open. */
  readonly view: LogViewState | undefined;
  /** Rows that the person can scroll through. */
  readonly rows: number;
  readonly paused: boolean;
  /** The person hid what was there. */
  readonly cleared: boolean;
  /** The view ended with this. */
  readonly problem: Problem | undefined;
}

/** An open view of a log: its rows and what is known of it, for as long as somebody looks. */
export class LogSession {
  readonly cache = new RowCache();
  readonly state: StoreApi<LogSessionState> = createStore<LogSessionState>(() => ({
    view: undefined,
    rows: 0,
    paused: false,
    cleared: false,
    problem: undefined,
  }));
  #paused = false;
  #cleared = false;
  #problem: Problem | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shownAt = Number.NEGATIVE_INFINITY;

  /** Opens the view, again after every renewal of the link. Returns its end. */
  open(link: Link, target: LogTarget): Stop {
    const stop = link.live((client) => this.#watch(client, target));
    return () => {
      stop();
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Holds the picture still, or lets it go on; what comes meanwhile is kept. */
  pause(paused: boolean): void {
    this.#paused = paused;
    this.cache.still = paused;
    this.#show();
  }

  /** Hides the rows that are there, or shows them again. Nothing is deleted. */
  clear(cleared: boolean): void {
    this.#cleared = cleared;
    this.cache.hideBefore(cleared ? this.cache.view?.end : undefined);
    this.#show();
  }

  #watch(client: GantryClient, target: LogTarget): Stop {
    return client.logs.watch(
      { target },
      {
        onItem: (view) => {
          const renewed = view.view !== this.cache.view?.view;
          this.cache.show(client.logs, view);
          // The new view knows neither.
          if (renewed) {
            this.#cleared = false;
            if (this.#paused) this.cache.still = true;
          }
          this.#problem = undefined;
          this.#showSoon();
        },
        onEnd: (problem) => {
          this.#problem = problem?.code === 'cancelled' ? undefined : problem;
          this.#show();
        },
      },
    );
  }

  #showSoon(): void {
    const wait = this.#shownAt + showEvery - performance.now();
    if (wait <= 0) this.#show();
    else this.#timer ??= setTimeout(() => this.#show(), wait);
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#shownAt = performance.now();
    const { view, first, end } = this.cache;
    this.state.setState({
      view,
      rows: end - first,
      paused: this.#paused,
      cleared: this.#cleared,
      problem: this.#problem,
    });
  }
}

/** Lines that are read of what was printed before, where that is still being done. */
export function readSoFar(sources: readonly LogSourceState[]): number | undefined {
  const reading = sources.filter(({ state }) => state === 'reading');
  return reading.length === 0 ? undefined : reading.reduce((sum, { read }) => sum + (read ?? 0), 0);
}

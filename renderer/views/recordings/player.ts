import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CastEvent } from '../../../app/text/asciicast.ts';
import { countAt, timesOf } from './playback.ts';

/** What a recording is shown on. */
export interface PlayerScreen {
  write(text: string): void;
  resize(cols: number, rows: number): void;
  /** Everything anew. */
  reset(): void;
}

export interface PlayerState {
  readonly playing: boolean;
  /** s. */
  readonly at: number;
  /** s. */
  readonly length: number;
}

/** Plays a recording: what happens by then is on the screen, at any time. Time passes as it is told. */
export class Player {
  readonly state: StoreApi<PlayerState> = createStore<PlayerState>(() => ({ playing: false, at: 0, length: 0 }));
  readonly #screen: PlayerScreen;
  readonly #size: { readonly cols: number; readonly rows: number };
  readonly #events: CastEvent[] = [];
  #times: readonly number[] = [];
  #idle: number | undefined;
  #speed = 1;
  /** How many events are on the screen. */
  #shown = 0;

  /** @param size what the screen has at first, and after each reset */
  constructor(screen: PlayerScreen, size: { readonly cols: number; readonly rows: number }) {
    this.#screen = screen;
    this.#size = size;
  }

  /** More of the recording has been read. */
  add(events: readonly CastEvent[]): void {
    for (const event of events) this.#events.push(event);
  }

  /** All of it has been read. */
  done(): void {
    this.#retime();
  }

  /** From the beginning where it is at its end. */
  play(): void {
    const { at, length } = this.state.getState();
    if (at >= length) this.seek(0);
    this.state.setState({ playing: true });
  }

  pause(): void {
    this.state.setState({ playing: false });
  }

  /** @param factor how many times as fast as it was */
  speed(factor: number): void {
    this.#speed = factor;
  }

  /** @param most s that nothing happens; undefined for as long as it was */
  idle(most: number | undefined): void {
    this.#idle = most;
    const shown = this.#shown;
    this.#retime();
    this.state.setState({ at: shown === 0 ? 0 : (this.#times[shown - 1] ?? 0) });
  }

  /** Some ms have passed. */
  tick(ms: number): void {
    const { playing, at, length } = this.state.getState();
    if (!playing) return;
    this.seek(at + (ms / 1000) * this.#speed);
    if (this.state.getState().at >= length) this.pause();
  }

  /** Shows what was there after so many seconds. */
  seek(time: number): void {
    const at = Math.max(0, Math.min(time, this.state.getState().length));
    const count = countAt(this.#times, at);
    if (count < this.#shown) {
      this.#screen.reset();
      this.#screen.resize(this.#size.cols, this.#size.rows);
      this.#shown = 0;
    }
    this.#show(count);
    this.state.setState({ at });
  }

  #show(count: number): void {
    let text: string[] = [];
    const write = () => {
      if (text.length > 0) this.#screen.write(text.join(''));
      text = [];
    };
    for (const event of this.#events.slice(this.#shown, count)) {
      if (event.kind === 'output') text.push(event.data);
      else {
        write();
        this.#screen.resize(event.cols, event.rows);
      }
    }
    write();
    this.#shown = count;
  }

  #retime(): void {
    this.#times = timesOf(this.#events, this.#idle);
    this.state.setState({ length: this.#times.at(-1) ?? 0 });
  }
}

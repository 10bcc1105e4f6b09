import { setTimeout as sleep } from 'node:timers/promises';
import type { TerminalExit, TerminalItem } from '../../../../app/terminal.ts';
import { Bell } from '../../../base/live.ts';
import { Feed } from './feed.ts';
import type { HeadlessScreen } from './headless.ts';

/** Lines of scrollback that a reader gets who asks for no more, or as long as it does not keep up: drawn within a frame or two. */
const fewLines = 1000;

/** ms for which a reader that got few lines has to keep up to get all: these cost both sides some tens of ms. */
const wholePause = 1000;

/** ms between two screens of a reader that does not keep up: a screen costs both sides some ms. */
const screenPause = 100;

/** How what is read has ended. */
export interface Ending {
  /** Undefined while it goes on. */
  readonly exit: TerminalExit | undefined;
  /** Whether nothing more will be known of it. */
  readonly isSettled: boolean;
}

/** Those who read a screen: each gets it whole, then what comes, and none slows down what prints. */
export class ScreenReaders {
  readonly #screen: HeadlessScreen;
  readonly #ending: () => Ending;
  readonly #onCount: () => void;
  readonly #feed = new Feed();
  readonly #news = new Bell();
  #count = 0;

  /**
   * @param ending how what is on the screen has ended by now; `tell` says that this is otherwise
   * @param onCount told that somebody came or went
   */
  constructor(screen: HeadlessScreen, ending: () => Ending, onCount: () => void) {
    this.#screen = screen;
    this.#ending = ending;
    this.#onCount = onCount;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * The screen, then what comes, then the exit.
   * @param lines of scrollback at first
   */
  async *read(signal: AbortSignal, lines = fewLines): AsyncGenerator<TerminalItem, void> {
    this.#add(1);
    try {
      yield* this.#follow(signal, lines);
    } finally {
      this.#add(-1);
      if (this.#count === 0) this.#feed.clear();
    }
  }

  /** Gives all of them what came onto the screen. */
  publish(item: Parameters<Feed['push']>[0]): void {
    if (this.#count === 0) return;
    this.#feed.push(item);
    this.#news.ring();
  }

  /** The title or the ending is otherwise now. */
  tell(): void {
    this.#news.ring();
  }

  /** Has each of them get the screen again. */
  restart(): void {
    this.#feed.restart();
    this.#news.ring();
  }

  #add(more: 1 | -1): void {
    this.#count += more;
    this.#onCount();
  }

  async *#follow(signal: AbortSignal, lines: number): AsyncGenerator<TerminalItem, void> {
    let title = '';
    let told: TerminalExit | undefined;
    let next: number | undefined;
    /** When it gets all lines, in ms, where it has got few. */
    let wholeAt: number | undefined;
    while (!signal.aborted) {
      if (next === undefined || !this.#feed.has(next)) {
        const wanted = next === undefined ? lines : Math.min(fewLines, lines);
        if (next !== undefined) await sleep(screenPause);
        // Both at once: what comes while the screen is written follows it.
        next = this.#feed.end;
        const shot = await this.#screen.shoot(wanted);
        wholeAt = shot.more && wanted < lines ? performance.now() + wholePause : undefined;
        yield { kind: 'screen', ...shot };
      }
      if (title !== this.#screen.title) {
        title = this.#screen.title;
        yield { kind: 'title', title };
      }
      const taken = this.#feed.take(next);
      const { exit, isSettled } = this.#ending();
      if (taken) {
        next = taken.next;
        yield taken.item;
      } else if (wholeAt !== undefined && (exit || performance.now() >= wholeAt)) {
        next = undefined;
      } else if (exit && told !== exit) {
        told = exit;
        yield { kind: 'exit', ...told };
      } else if (isSettled) {
        return;
      } else {
        await this.#news.wait(signal, wholeAt === undefined ? undefined : wholeAt - performance.now());
      }
    }
  }
}

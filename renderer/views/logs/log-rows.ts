import { parseAnsi } from '../../../app/ansi.ts';
import { printable } from '../../ui/printable.ts';
import type { LogBuffer, LogRow } from './log-buffer.ts';
import { isMark } from './log-buffer.ts';
import { describeMark, formatTime } from './log-text.ts';

/** px; fixed, so that a row's place is a multiplication. */
const rowHeight = 18;
const overscan = 10;

/** Characters of one line that are drawn; the rest is said to be there. */
const maxDrawn = 4000;

export interface LogRowsOptions {
  /** Shows the engine's timestamp before each line. */
  readonly timestamps: boolean;
}

/**
 * Draws the rows that can be seen, recycled by hand: a log that tails must not cost a React render per line. Follows
 * the end until the person scrolls up; tells when that changes.
 */
export class LogRows {
  readonly #viewport: HTMLElement;
  readonly #canvas: HTMLElement;
  readonly #buffer: LogBuffer;
  readonly #onFollow: (following: boolean) => void;
  readonly #resized = new ResizeObserver(() => this.schedule());
  readonly #pool: HTMLElement[] = [];
  #options: LogRowsOptions;
  #following = true;
  #frame = 0;
  /** Where following last put the scroll position. */
  #placed = 0;

  constructor(
    viewport: HTMLElement,
    buffer: LogBuffer,
    options: LogRowsOptions,
    onFollow: (following: boolean) => void,
  ) {
    this.#viewport = viewport;
    this.#buffer = buffer;
    this.#options = options;
    this.#onFollow = onFollow;
    this.#canvas = document.createElement('div');
    this.#canvas.dataset.part = 'canvas';
    viewport.append(this.#canvas);
    viewport.addEventListener('scroll', this.#scrolled, { passive: true });
    this.#resized.observe(viewport);
  }

  set options(options: LogRowsOptions) {
    this.#options = options;
    for (const row of this.#pool) delete row.dataset.key;
    this.schedule();
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#placed = 0;
    this.#setFollowing(true);
    this.schedule();
  }

  /** Draws with the next frame; called as often as one likes. */
  schedule(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#viewport.removeEventListener('scroll', this.#scrolled);
    this.#canvas.remove();
  }

  readonly #scrolled = (): void => {
    this.#setFollowing(this.#isAtEnd());
    this.schedule();
  };

  #isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.#viewport;
    return scrollHeight - clientHeight - scrollTop < rowHeight;
  }

  #setFollowing(following: boolean): void {
    if (following === this.#following) return;
    this.#following = following;
    this.#onFollow(following);
  }

  #draw(): void {
    this.#frame = 0;
    const { rows, dropped } = this.#buffer;
    // The person may have scrolled up since the last frame, and its scroll event may still be to come.
    if (this.#following && this.#viewport.scrollTop < this.#placed && !this.#isAtEnd()) this.#setFollowing(false);
    const height = `${rows.length * rowHeight}px`;
    if (this.#canvas.style.height !== height) this.#canvas.style.height = height;
    if (this.#following) {
      this.#viewport.scrollTop = rows.length * rowHeight;
      this.#placed = this.#viewport.scrollTop;
    }
    const first = Math.max(0, Math.floor(this.#viewport.scrollTop / rowHeight) - overscan);
    const last = Math.min(
      rows.length,
      Math.ceil((this.#viewport.scrollTop + this.#viewport.clientHeight) / rowHeight) + overscan,
    );
    for (let index = first; index < last; index++) {
      const row = rows[index];
      if (row) this.#place(index - first, index, dropped + index, row);
    }
    for (let spare = Math.max(0, last - first); spare < this.#pool.length; spare++) {
      const element = this.#pool[spare];
      if (element) element.hidden = true;
    }
  }

  #place(slot: number, index: number, key: number, row: LogRow): void {
    let element = this.#pool[slot];
    if (!element) {
      element = document.createElement('div');
      this.#pool.push(element);
      this.#canvas.append(element);
    }
    element.hidden = false;
    element.style.transform = `translateY(${index * rowHeight}px)`;
    if (element.dataset.key === String(key)) return;
    element.dataset.key = String(key);
    fill(element, row, this.#options);
  }
}

function fill(element: HTMLElement, row: LogRow, { timestamps }: LogRowsOptions): void {
  element.replaceChildren();
  if (isMark(row)) {
    element.dataset.part = 'mark';
    element.textContent = describeMark(row);
    return;
  }
  element.dataset.part = row.source;
  if (timestamps && row.time) element.append(part('time', formatTime(row.time)));
  const cut = row.text.length > maxDrawn;
  for (const { text, style } of parseAnsi(cut ? row.text.slice(0, maxDrawn) : row.text)) {
    const run = part('text', printable(text, maxDrawn));
    if (style.color !== undefined) run.style.color = color(style.color);
    if (style.background !== undefined) run.style.backgroundColor = color(style.background);
    if (style.bold) run.style.fontWeight = '600';
    if (style.dim) run.style.opacity = '0.7';
    if (style.italic) run.style.fontStyle = 'italic';
    if (style.underline) run.style.textDecoration = 'underline';
    element.append(run);
  }
  if (cut) element.append(part('cut', ` … ${(row.text.length - maxDrawn).toLocaleString('en')} more characters`));
}

function part(name: string, text: string): HTMLElement {
  const span = document.createElement('span');
  span.dataset.part = name;
  span.textContent = text;
  return span;
}

/** The sixteen named colours come from the theme, so that they can be read on both backgrounds. */
function color(value: number | string): string {
  return typeof value === 'number' ? `var(--ansi-${value})` : value;
}

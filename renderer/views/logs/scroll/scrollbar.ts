/** px that the scrollbar's range has at most: Chromium caps an element at 33,554,428. */
const mostRange = 8_000_000;
/** ms after the person moved the scrollbar during which it is not moved by us: it may still be held. */
const handTime = 200;

/**
 * The native scrollbar as a picture of where a log is. What it scrolls is an empty sizer: the rows stand in a window
 * that sticks to the viewport. A scroll that was not ours is the person's, or a test's.
 */
export class Scrollbar {
  readonly #viewport: HTMLElement;
  readonly #sizer: HTMLElement;
  readonly #onScroll: (fraction: number) => void;
  readonly #onSettled: () => void;
  #range = 0;
  #placed = 0;
  #handUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onScroll`: the person moved it, 0 to 1; `onSettled`: `place` is welcome again. */
  constructor(viewport: HTMLElement, sizer: HTMLElement, onScroll: (fraction: number) => void, onSettled: () => void) {
    this.#viewport = viewport;
    this.#sizer = sizer;
    this.#onScroll = onScroll;
    this.#onSettled = onSettled;
    viewport.addEventListener('scroll', this.check, { passive: true });
  }

  /** Looks whether the person moved it; called before every draw because the event may still be to come. */
  readonly check = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = this.#viewport;
    if (Math.abs(scrollTop - this.#placed) <= 1) return;
    this.#placed = scrollTop;
    this.#handUntil = performance.now() + handTime;
    const range = scrollHeight - clientHeight;
    this.#onScroll(range <= 0 ? 0 : range - scrollTop <= 1 ? 1 : scrollTop / range);
  };

  /** Shows `fraction` (0 to 1) of `content` px behind a viewport of `height` px. */
  place(content: number, height: number, fraction: number): void {
    if (performance.now() < this.#handUntil) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#onSettled, handTime);
      return;
    }
    const range = Math.round(Math.min(mostRange, Math.max(0, content - height)));
    const resized = range !== this.#range;
    if (resized) this.#sizer.style.height = `calc(100% + ${range}px)`;
    this.#range = range;
    const top = fraction * range;
    if (resized || Math.abs(top - this.#placed) >= 1) {
      this.#viewport.scrollTop = top;
      // What the browser made of it: it rounds, and knows of scrollbars that we do not.
      this.#placed = this.#viewport.scrollTop;
    }
  }

  /** The viewport has another size: the browser may have moved it. */
  resized(): void {
    this.#placed = this.#viewport.scrollTop;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#viewport.removeEventListener('scroll', this.check);
  }
}

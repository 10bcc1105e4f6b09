import type { Extension } from '@codemirror/state';
import { drawSelection, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** How long the caret is there, and then is not, in ms. */
const pace = 600;

const lessMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Lets the caret blink while the editor has the focus; it is there whenever it has just moved. */
class Blinking {
  readonly #view: EditorView;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(view: EditorView) {
    this.#view = view;
    this.#begin();
  }

  update({ docChanged, selectionSet, focusChanged }: ViewUpdate): void {
    if (docChanged || selectionSet || focusChanged) this.#begin();
  }

  destroy(): void {
    clearInterval(this.#timer);
  }

  #begin(): void {
    clearInterval(this.#timer);
    this.#show(true);
    if (!this.#view.hasFocus || lessMotion.matches) return;
    let shown = true;
    this.#timer = setInterval(() => {
      shown = !shown;
      this.#show(shown);
    }, pace);
  }

  #show(shown: boolean): void {
    const layer = this.#view.scrollDOM.querySelector<HTMLElement>('.cm-cursorLayer');
    if (layer) layer.style.visibility = shown ? '' : 'hidden';
  }
}

/**
 * The selection, drawn by the editor, and a caret that blinks by a timer: one frame each time. The editor's own is an
 * animation, which keeps the window drawing sixty frames a second, and lets each key wait for the next of them.
 */
export const caret: Extension = [
  drawSelection(),
  EditorView.theme({ '&.cm-focused > .cm-scroller > .cm-cursorLayer': { animation: 'none !important' } }),
  ViewPlugin.fromClass(Blinking),
];

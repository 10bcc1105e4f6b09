import type { LogRow } from '../../../../app/logs.ts';
import type { Fold } from './folds.ts';

/** What one drawn row consists of; elements are used again for other rows. */
export class RowElement {
  readonly element = document.createElement('div');
  /** Where it is drawn now. */
  position = Number.NaN;
  row: LogRow | undefined;
  /** Of the look that it was drawn with. */
  version = -1;
  fold: Fold | undefined;
  /** Its height is not that of a line: it has to be measured. */
  tall = false;
  /** UTF-16 units of a line that were too many to be drawn. */
  omitted = false;
  readonly #time = span('time');
  readonly #source = span('source');
  readonly #texts: Text[] = [];
  readonly #looks: string[] = [];
  #runs = 0;
  #lead: Element | undefined;
  #tail: Element[] = [];

  /** The text nodes of the line, in order: their characters are its columns. */
  get texts(): readonly Text[] {
    return this.#texts.slice(0, this.#runs);
  }

  /** The line as it is shown: what columns count. */
  get text(): string {
    return this.texts.map(({ data }) => data).join('');
  }

  setTime(text: string): void {
    place(this.element, this.#time, text);
  }

  /** Names the row's source; `color` is one of eight. */
  setSource(name: string, color: number): void {
    place(this.element, this.#source, name);
    if (this.#source.dataset.color !== String(color)) this.#source.dataset.color = String(color);
  }

  /** Draws the line as runs of text, each with its own style (CSS) and, where it is a link, its address. */
  setText(runs: readonly { readonly text: string; readonly css: string; readonly link?: string | undefined }[]): void {
    for (const [at, { text, css, link }] of runs.entries()) {
      const node = this.#texts[at] ?? this.#addText();
      const run = node.parentElement;
      if (!run) continue;
      if (node.data !== text) node.data = text;
      if (this.#looks[at] !== css) run.style.cssText = css;
      this.#looks[at] = css;
      setLink(run, link);
      if (at >= this.#runs) this.#afterText().before(run);
    }
    for (let at = runs.length; at < this.#runs; at += 1) this.#texts[at]?.parentElement?.remove();
    this.#runs = runs.length;
    // A row of very many colours must not be kept for ever.
    this.#texts.length = Math.min(this.#texts.length, Math.max(runs.length, 20));
  }

  /** What stands between the source's name and the line; replaces what stood there. */
  setLead(lead: Element | undefined): void {
    if (lead === this.#lead) return;
    this.#lead?.remove();
    this.#lead = lead;
    const [first] = this.#texts;
    if (lead) ((this.#runs > 0 && first?.parentElement) || this.#afterText()).before(lead);
  }

  /** What stands after the line; replaces what stood there. */
  setTail(tail: Element[]): void {
    if (tail.length === 0 && this.#tail.length === 0) return;
    const focused = this.#tail.some((element) => element.contains(document.activeElement)) && document.activeElement;
    for (const element of this.#tail) if (!tail.includes(element)) element.remove();
    this.#tail = tail;
    this.element.append(...tail);
    // A button that says something else now is another element, but the same to who pressed it.
    if (focused instanceof HTMLElement && focused.dataset.act !== undefined) {
      this.element.querySelector<HTMLElement>(`[data-act="${focused.dataset.act}"]`)?.focus({ preventScroll: true });
    }
  }

  #addText(): Text {
    const node = document.createTextNode('');
    span('text').append(node);
    this.#texts.push(node);
    return node;
  }

  /** The place where the line ends. */
  #afterText(): { before(node: Node): void } {
    const [tail] = this.#tail;
    return tail ?? { before: (node) => this.element.append(node) };
  }
}

function span(part: string): HTMLElement {
  const element = document.createElement('span');
  element.dataset.part = part;
  return element;
}

/** Shows a part at the front of a row, or takes it away when it has no text. Parts are set from first to last. */
function place(row: HTMLElement, part: HTMLElement, text: string): void {
  if (text === '') {
    part.remove();
    return;
  }
  if (part.textContent !== text) part.textContent = text;
  if (part.parentElement === row) return;
  const before = row.firstElementChild;
  if (part.dataset.part === 'source' && before instanceof HTMLElement && before.dataset.part === 'time') {
    before.after(part);
  } else {
    row.prepend(part);
  }
}

function setLink(run: HTMLElement, link: string | undefined): void {
  if (run.dataset.url === link) return;
  if (link === undefined) {
    delete run.dataset.url;
    run.removeAttribute('role');
    run.removeAttribute('tabindex');
  } else {
    run.dataset.url = link;
    run.setAttribute('role', 'button');
    run.tabIndex = 0;
  }
}

import { isSpace } from './chars.ts';

/** Takes pieces of a text and keeps the words that they make. */
export class WordSink {
  text = '';
  readonly #words: { text: string; at: number }[] = [];
  #word = '';
  #at = 0;
  #inWord = false;

  /** What belongs to a word whatever it holds, as quotes do. */
  addRaw(text: string, at: number): void {
    this.text += text;
    this.#begin(at);
    this.#word += text;
  }

  /** What spaces part. */
  addLoose(text: string, at: number): void {
    this.text += text;
    let start = -1;
    for (let n = 0; n <= text.length; n += 1) {
      const isPart = n < text.length && !isSpace(text.charCodeAt(n));
      if (isPart && start < 0) start = n;
      if (isPart) continue;
      if (start >= 0) {
        this.#begin(at + start);
        this.#word += text.slice(start, n);
        start = -1;
      }
      if (n < text.length) this.#end();
    }
  }

  words(): readonly { readonly text: string; readonly at: number }[] {
    this.#end();
    return this.#words;
  }

  #begin(at: number): void {
    if (this.#inWord) return;
    this.#inWord = true;
    this.#at = at;
  }

  #end(): void {
    // What quotes without content begin is no word, and goes on behind the space.
    if (this.#word === '') return;
    this.#words.push({ text: this.#word, at: this.#at });
    this.#word = '';
    this.#inWord = false;
  }
}

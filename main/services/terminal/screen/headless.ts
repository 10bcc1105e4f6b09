import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { Unicode11Addon } from '@xterm/addon-unicode11/lib/addon-unicode11.mjs';
import { Terminal } from '@xterm/headless/lib-headless/xterm-headless.mjs';
import { guardParser } from '../../../../app/text/terminal-parser.ts';
import { writeInSlices } from '../../../../app/text/terminal-write.ts';
import { restoring } from './restore.ts';

const deflate = promisify<Uint8Array, Buffer>(deflateRaw);

/** Characters of a title that are kept: a tab shows some thirty. */
const longestTitle = 200;

/**
 * Ends whatever modes a program left behind, so that another one begins as on a fresh terminal, in a line of its own. What
 * is on the screen stays.
 */
const beginAnew = `\x1b[!p\x1b[0m\x1b[?7h\x1b[?25h${[1, 9, 45, 1000, 1002, 1003, 1004, 1006, 1016, 2004, 2026]
  .map((mode) => `\x1b[?${mode}l`)
  .join('')}\x1b>\x1b[4l\x1b[0 q\x1b(B\x0f\r\n`;

/** A screen as it was after all that was written before it was asked for. */
export interface Shot {
  /** Brings a fresh terminal of this size to the same state. */
  readonly data: Uint8Array;
  readonly cols: number;
  readonly rows: number;
  /** Whether there are older lines than those that `data` brings. */
  readonly more: boolean;
}

/** Whose screen it is. */
export interface ScreenOwner {
  /** Is given what the terminal answers to questions of a program. */
  readonly answer: (data: Uint8Array) => void;
  readonly onTitle: () => void;
  readonly onBell: () => void;
}

export interface HeadlessOptions extends ScreenOwner {
  readonly cols: number;
  readonly rows: number;
  /** Lines. */
  readonly scrollback: number;
}

/** What brings a terminal of a size to what it was, in as few bytes as that takes. */
interface Packed {
  /** Deflated. */
  readonly data: Uint8Array;
  readonly cols: number;
  readonly rows: number;
  readonly isAlternate: boolean;
}

/** The screen of a session that nobody has to look at: all that a terminal keeps. It answers what programs ask. */
export class HeadlessScreen {
  readonly #scrollback: number;
  /** Either a terminal, or what it is made from again. */
  #kept: Terminal | Packed;
  /** What the terminal is being brought to. */
  #unpacking: Packed | undefined;
  /** How often the terminal was asked for something. */
  #uses = 0;
  #owner: ScreenOwner;
  #title = '';

  constructor({ cols, rows, scrollback, answer, onTitle, onBell }: HeadlessOptions) {
    this.#owner = { answer, onTitle, onBell };
    this.#scrollback = scrollback;
    this.#kept = this.#make(cols, rows);
  }

  #make(cols: number, rows: number): Terminal {
    const scrollback = this.#scrollback;
    const terminal = new Terminal({ cols, rows, scrollback, allowProposedApi: true, logLevel: 'off' });
    terminal.loadAddon(new Unicode11Addon());
    // As in the page: both have to agree on how wide a character is.
    terminal.unicode.activeVersion = '11';
    guardParser(terminal);
    terminal.onData((text) => this.#owner.answer(new TextEncoder().encode(text)));
    terminal.onBell(() => this.#owner.onBell());
    terminal.onTitleChange((title) => {
      this.#title = title
        .replace(/\p{C}+/gu, ' ')
        .trim()
        .slice(0, longestTitle);
      this.#owner.onTitle();
    });
    return terminal;
  }

  /** What is asked of it comes after all that brings it to what it was. */
  get #terminal(): Terminal {
    this.#uses += 1;
    if (this.#kept instanceof Terminal) return this.#kept;
    const packed = this.#kept;
    const terminal = this.#make(packed.cols, packed.rows);
    this.#kept = terminal;
    this.#unpacking = packed;
    void writeInSlices(terminal, inflateRawSync(packed.data)).then(() => {
      this.#unpacking = undefined;
    });
    return terminal;
  }

  /** Keeps it in few bytes until something is asked of it again. Does nothing where that happens before. */
  async pack(): Promise<void> {
    const kept = this.#kept;
    if (!(kept instanceof Terminal)) return;
    const shot = this.shoot(this.#scrollback);
    const uses = this.#uses;
    const { data, cols, rows } = await shot;
    const deflated = await deflate(data);
    if (this.#kept !== kept || this.#uses !== uses) return;
    this.#kept = { data: deflated, cols, rows, isAlternate: kept.buffer.active.type === 'alternate' };
    kept.dispose();
  }

  /** What a program called its window: printable, at most 200 characters, '' if nothing. */
  get title(): string {
    return this.#title;
  }

  /** Resolves when the bytes are part of the screen. */
  write(data: Uint8Array): Promise<void> {
    return writeInSlices(this.#terminal, data);
  }

  /** After all that was written before. */
  resize(cols: number, rows: number): void {
    const terminal = this.#terminal;
    terminal.write('', () => terminal.resize(cols, rows));
  }

  /**
   * The screen after all that was written before, and nothing that is written after.
   * @param lines of scrollback
   */
  shoot(lines: number): Promise<Shot> {
    const terminal = this.#terminal;
    return new Promise((resolve) => {
      terminal.write('', () => {
        const { cols, rows, buffer } = terminal;
        const data = restoring(terminal, lines);
        resolve({ data, cols, rows, more: buffer.normal.baseY > lines });
      });
    });
  }

  /**
   * Becomes the screen of another session, which goes on below what it shows; all that was written before is parsed.
   * @param line what stands between both, as it is to be read; '' for nothing
   */
  handOver(owner: ScreenOwner, line = ''): void {
    this.#owner = owner;
    this.#title = '';
    // Only from there: from the other one it would take the cursor to where it was saved last.
    const terminal = this.#terminal;
    const between = line === '' ? '' : `\x1b[2m${line.replace(/\p{C}+/gu, ' ')}\x1b[0m\r\n`;
    const isAlternate = this.#unpacking?.isAlternate ?? terminal.buffer.active.type === 'alternate';
    terminal.write(`${isAlternate ? '\x1b[?1049l' : ''}${beginAnew}${between}`);
  }

  /** After all that was written before: forgets all lines but the one with the cursor. */
  clear(): void {
    const terminal = this.#terminal;
    terminal.write('', () => terminal.clear());
  }

  /** All lines after all that was written before, as text; what was wrapped is one line again. */
  text(): Promise<string> {
    const terminal = this.#terminal;
    return new Promise((resolve) => {
      terminal.write('', () => resolve(textOf(terminal)));
    });
  }
}

/** Some ms for 10,000 lines. Of a program that fills the screen it is what lies below. */
function textOf({ buffer: { normal } }: Terminal): string {
  let text = '';
  for (let row = 0; row < normal.length; row += 1) {
    const goesOn = normal.getLine(row + 1)?.isWrapped ?? false;
    // What fills a row that goes on in the next is part of the line.
    text += normal.getLine(row)?.translateToString(!goesOn) ?? '';
    if (!goesOn) text += '\n';
  }
  return text.replace(/\n+$/, '\n');
}

import type { Bytes } from './bytes.ts';
import type { InnerBuffer, InnerLine, Style } from './inside.ts';
import type { Links } from './links.ts';
import { backgroundOf, isAlike, plain, restyling } from './style.ts';

/** A line has three words a cell: what is there with how wide it is, the foreground, the background. */
const wordsOfCell = 3;
/** Of the first one: a code, or that there are several. */
const contentMask = 0x3fffff;
const combinedFlag = 0x200000;
const widthShift = 22;

/**
 * Writes the lines of a buffer from one on, as a fresh terminal of the same size has to be told: each cell once, in 10 to 20
 * ms for 10,000 lines, while nothing else happens. Leaves the cursor and the style anywhere.
 */
export function writeLines(out: Bytes, buffer: InnerBuffer, from: number, links: Links): void {
  const { lines } = buffer;
  const writer = new LineWriter(out, links);
  const linked = links.firstRow(buffer, from);
  for (let row = from; row < lines.length; row += 1) {
    const line = lines.get(row);
    if (line) writer.write(line, row + 1 < lines.length ? lines.get(row + 1) : undefined, row >= linked);
  }
  writer.end();
}

/** How a cell looks. */
export function styleAt(line: InnerLine | undefined, column: number): Style {
  const [fg = 0, bg = 0] = line?._data.subarray(column * wordsOfCell + 1, (column + 1) * wordsOfCell) ?? [];
  return { fg, bg };
}

class LineWriter {
  readonly #out: Bytes;
  readonly #links: Links;
  /** The one that is open. */
  #link = 0;
  #style: Style = plain;
  /** Cells of one background, of which nothing has been written yet. */
  #empty = { cells: 0, bg: 0 };
  /** What is there already may have another background than none. */
  #isFilled = false;

  constructor(out: Bytes, links: Links) {
    this.#out = out;
    this.#links = links;
  }

  /**
   * @param next the one that is written after it
   * @param linked with its links
   */
  write(line: InnerLine, next: InnerLine | undefined, linked: boolean): void {
    this.#cells(line, linked);
    if (!next) {
      this.#erase();
    } else if (!next.isWrapped) {
      this.#erase();
      // What comes into view takes its background from the style.
      this.#be(plain);
      this.#out.ascii('\r\n');
      this.#isFilled = false;
    } else if (goesOnByItself(line, next)) {
      this.#empty.cells = 0;
      this.#isFilled = backgroundOf(next._data[2] ?? 0) !== 0;
    } else {
      this.#goOn(line.length);
    }
  }

  /** No link goes on behind the lines. */
  end(): void {
    this.#lead(0);
  }

  #cells(line: InnerLine, linked: boolean): void {
    const { _data: data, _combined: combined, length } = line;
    for (let column = 0; column < length; column += 1) {
      const word = data[column * wordsOfCell] ?? 0;
      const width = word >>> widthShift;
      if (width === 0) continue; // the second half of the one before
      const fg = data[column * wordsOfCell + 1] ?? 0;
      const bg = data[column * wordsOfCell + 2] ?? 0;
      if ((word & contentMask) === 0 || column + width > length) {
        this.#add(backgroundOf(bg));
        continue;
      }
      if (this.#empty.cells > 0) this.#pass();
      if (!isAlike(fg | 0, bg | 0, this.#style)) this.#be({ fg: fg | 0, bg: bg | 0 });
      this.#lead(linked ? this.#links.at(line, column) : 0);
      if (word & combinedFlag) this.#out.text(combined[column] ?? ' ');
      else this.#out.code(word & contentMask);
    }
  }

  #add(bg: number): void {
    if (this.#empty.cells > 0 && this.#empty.bg !== bg) this.#pass();
    this.#empty.bg = bg;
    this.#empty.cells += 1;
  }

  /** Goes over the empty cells. */
  #pass(): void {
    const { cells } = this.#empty;
    this.#erase();
    this.#out.ascii(cells === 1 ? '\x1b[C' : `\x1b[${cells}C`);
  }

  /** Gives the empty cells their background where they do not have it; stays before them. */
  #erase(): void {
    const { cells, bg } = this.#empty;
    this.#empty.cells = 0;
    if (cells === 0 || (bg === 0 && !this.#isFilled)) return;
    this.#be({ fg: 0, bg });
    this.#out.ascii(`\x1b[${cells}X`);
  }

  /** Has the next line be the same one's, which no character of either leads to: by others, that are erased then. */
  #goOn(length: number): void {
    const { cells, bg } = this.#empty;
    this.#be(plain);
    this.#out.ascii(`${'-'.repeat(cells + 1)}\x1b[D\x1b[X`);
    this.#isFilled = false;
    if (cells === 0) return;
    this.#out.ascii(`\x1b[A\x1b[${length - cells + 1}G`);
    this.#isFilled = true;
    this.#empty = { cells, bg };
    this.#erase();
    this.#isFilled = false;
    this.#out.ascii('\x1b[B\r');
  }

  #lead(link: number): void {
    if (link === this.#link) return;
    this.#out.text(this.#links.change(link));
    this.#link = link;
  }

  #be(style: Style): void {
    if (isAlike(style.fg, style.bg, this.#style)) return;
    this.#out.ascii(restyling(this.#style, style));
    this.#style = style;
  }
}

/** Whether the first character of the next line, written after this one, goes where it is. */
function goesOnByItself({ _data: data, length }: InnerLine, next: InnerLine): boolean {
  const first = next._data[0] ?? 0;
  if ((first & contentMask) === 0) return false;
  const last = data[(length - 1) * wordsOfCell] ?? 0;
  // The second half of a wide one has neither content nor width.
  if ((last & contentMask) !== 0 || last >>> widthShift === 0) return true;
  const before = data[(length - 2) * wordsOfCell] ?? 0;
  const isFull = (before & contentMask) !== 0 || before >>> widthShift === 0;
  const [bg, nextBg] = [data[(length - 1) * wordsOfCell + 2] ?? 0, next._data[2] ?? 0];
  return first >>> widthShift === 2 && length > 1 && isFull && backgroundOf(bg) === backgroundOf(nextBg);
}

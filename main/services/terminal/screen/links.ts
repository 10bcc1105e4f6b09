import type { InnerBuffer, InnerLine, Inside, Style } from './inside.ts';

/** Bytes of links that one screen brings, about: those of thousands of honest ones. The oldest are left out first. */
const mostLinked = 2 * 1024 * 1024;

/** Set in the background's word where a cell has more than two words tell. */
const hasMore = 0x10000000;
const wordsOfCell = 3;

/** Ends a link. */
export const closeLink = '\x1b]8;;\x1b\\';

/** The links of a terminal (OSC 8), by numbers of its own; 0 is none. */
export class Links {
  readonly #service: Inside['_oscLinkService'];

  constructor({ _oscLinkService }: Inside) {
    this.#service = _oscLinkService;
  }

  /** The link of a cell. */
  at(line: InnerLine | undefined, column: number): number {
    const bg = line?._data[column * wordsOfCell + 2] ?? 0;
    return bg & hasMore ? this.#known(line?._extendedAttrs[column]?.urlId) : 0;
  }

  /** The link of what is written in a style. */
  of({ bg, extended }: Style): number {
    return bg & hasMore ? this.#known(extended?.urlId) : 0;
  }

  /** The sequence that begins a link, or ends one for 0. */
  change(link: number): string {
    const data = this.#service.getLinkData(link);
    return data ? `\x1b]8;${data.id === undefined ? '' : `id=${data.id}`};${data.uri}\x1b\\` : closeLink;
  }

  /** The first row, not before `from`, from which on all links may be written. */
  firstRow({ lines }: InnerBuffer, from: number): number {
    let left = mostLinked;
    let row = lines.length;
    while (row > from) {
      left -= this.#costOf(lines.get(row - 1));
      if (left < 0) break;
      row -= 1;
    }
    return row;
  }

  #costOf(line: InnerLine | undefined): number {
    if (!line) return 0;
    let cost = 0;
    let last = 0;
    for (let at = 2; at < line._data.length; at += wordsOfCell) {
      if (((line._data[at] ?? 0) & hasMore) === 0) continue;
      const link = this.at(line, (at - 2) / wordsOfCell);
      if (link !== last) cost += this.change(link).length + closeLink.length;
      last = link;
    }
    return cost;
  }

  #known(link = 0): number {
    return link !== 0 && this.#service.getLinkData(link) ? link : 0;
  }
}

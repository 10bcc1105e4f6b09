import type { IBuffer, IBufferCell, IBufferLine, Terminal } from '@xterm/headless';
import { type Inside, inside, isUnderlined } from './inside.ts';

/** Characters of links that one screen brings: those of thousands of honest ones. The oldest are left out first. */
const mostLinked = 2 * 1024 * 1024;

/** Ends a link. */
export const closeLink = '\x1b]8;;\x1b\\';

/** What begins or ends at a cell that is written. */
interface Edge {
  readonly before: string;
  readonly after: string;
}
/** By row, then by column. */
type Edges = ReadonlyMap<number, ReadonlyMap<number, Edge>>;

/** Begins a link (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda); '' for none. */
export function openLink({ _oscLinkService }: Inside, id: number): string {
  const data = id === 0 ? undefined : _oscLinkService.getLinkData(id);
  return data ? `\x1b]8;${data.id === undefined ? '' : `id=${data.id}`};${data.uri}\x1b\\` : '';
}

/**
 * A terminal as the serializer is to see it, which knows nothing of links: the cells at their edges bring what begins and
 * ends them, and a link is not taken for underlined.
 * @param lines of scrollback that will be written
 */
export function withLinks(terminal: Terminal, lines: number): Terminal {
  const core = inside(terminal);
  if (core._oscLinkService._nextId === 1) return terminal;
  const { normal, alternate, active } = terminal.buffer;
  const seen = (buffer: IBuffer, rows: number) =>
    new LinkedBuffer(buffer, edgesIn(core, buffer, Math.max(0, buffer.length - rows)));
  const shown = seen(normal, lines + terminal.rows);
  const over = seen(alternate, terminal.rows);
  const buffer = { normal: shown, alternate: over, active: active.type === 'alternate' ? over : shown };
  const { rows, cols, modes } = terminal;
  return { rows, cols, modes, buffer, _core: core } as unknown as Terminal;
}

/** Where links begin and end in the rows of a buffer from one on. Each row is for itself: so are links that are shown. */
function edgesIn(core: Inside, buffer: IBuffer, from: number): Edges {
  const edges = new Map<number, ReadonlyMap<number, Edge>>();
  let left = mostLinked;
  for (let row = buffer.length - 1; row >= from && left > 0; row -= 1) {
    const line = buffer.getLine(row);
    const found = line && edgesOf(core, line);
    if (!found || found.size === 0) continue;
    for (const { before, after } of found.values()) left -= before.length + after.length;
    if (left > 0) edges.set(row, found);
  }
  return edges;
}

function edgesOf(core: Inside, line: IBufferLine): ReadonlyMap<number, Edge> {
  const edges = new Map<number, Edge>();
  let cell: IBufferCell | undefined;
  const linkAt = (column: number): number => {
    cell = line.getCell(column, cell);
    return cell && cell.getChars() !== '' ? linkOf(cell) : 0;
  };
  let last = 0;
  for (let column = 0; column < line.length; ) {
    const link = linkAt(column);
    const next = column + Math.max(1, cell?.getWidth() ?? 1);
    if (link !== 0) {
      const before = link === last ? '' : openLink(core, link);
      const after = next < line.length && linkAt(next) === link ? '' : closeLink;
      if (before !== '' || after !== '') edges.set(column, { before, after });
    }
    last = link;
    column = next;
  }
  return edges;
}

/** The number of the link that a style has; 0 for none. */
export function linkOf(style: object): number {
  const { extended, hasExtendedAttrs } = style as {
    readonly extended: { readonly urlId: number };
    hasExtendedAttrs(): number;
  };
  return hasExtendedAttrs.call(style) ? extended.urlId : 0;
}

/** A buffer whose cells bring links. */
class LinkedBuffer implements IBuffer {
  readonly #buffer: IBuffer;
  readonly #edges: Edges;

  constructor(buffer: IBuffer, edges: Edges) {
    this.#buffer = buffer;
    this.#edges = edges;
  }

  get type() {
    return this.#buffer.type;
  }
  get cursorX() {
    return this.#buffer.cursorX;
  }
  get cursorY() {
    return this.#buffer.cursorY;
  }
  get viewportY() {
    return this.#buffer.viewportY;
  }
  get baseY() {
    return this.#buffer.baseY;
  }
  get length() {
    return this.#buffer.length;
  }

  getLine(y: number): IBufferLine | undefined {
    const line = this.#buffer.getLine(y);
    return line && new LinkedLine(line, this.#edges.get(y));
  }

  /** The only cells that the serializer has: it has them filled. */
  getNullCell(): IBufferCell {
    const cell = this.#buffer.getNullCell();
    const getChars = cell.getChars.bind(cell);
    return Object.assign(cell, {
      isUnderline: () => (isUnderlined(cell) ? 1 : 0),
      getChars: () => {
        const edge = edgeOf.get(cell);
        return edge ? `${edge.before}${getChars()}${edge.after}` : getChars();
      },
    });
  }
}

const edgeOf = new WeakMap<IBufferCell, Edge>();

class LinkedLine implements IBufferLine {
  readonly #line: IBufferLine;
  readonly #edges: ReadonlyMap<number, Edge> | undefined;

  constructor(line: IBufferLine, edges: ReadonlyMap<number, Edge> | undefined) {
    this.#line = line;
    this.#edges = edges;
  }

  get isWrapped() {
    return this.#line.isWrapped;
  }
  get length() {
    return this.#line.length;
  }

  getCell(x: number, cell?: IBufferCell): IBufferCell | undefined {
    const filled = this.#line.getCell(x, cell);
    if (filled) {
      const edge = this.#edges?.get(x);
      if (edge) edgeOf.set(filled, edge);
      else edgeOf.delete(filled);
    }
    return filled;
  }

  translateToString(trimRight?: boolean, startColumn?: number, endColumn?: number): string {
    return this.#line.translateToString(trimRight, startColumn, endColumn);
  }
}

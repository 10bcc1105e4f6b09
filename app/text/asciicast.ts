/** What a recording says of itself: version 2 of asciinema's format, a line of JSON each for this and for each event. */
export interface CastHeader {
  readonly cols: number;
  readonly rows: number;
  /** ms since the epoch. */
  readonly started?: number;
  readonly title?: string;
  /** The longest that nothing happens when it is played, in s. */
  readonly idleLimit?: number;
}

/** What happened after so many seconds: something was printed, or the terminal got another size. */
export type CastEvent =
  | { readonly time: number; readonly kind: 'output'; readonly data: string }
  | { readonly time: number; readonly kind: 'size'; readonly cols: number; readonly rows: number };

/** Columns or rows that any terminal here may have. */
const mostCells = 1000;
/** Characters of a title. */
const longestTitle = 200;
/** What is played of a recording: years of it are no recording. In s. */
const longestTime = 1e8;

/** The header as a line, without its end. */
export function headerLine({ cols, rows, started = 0, title }: CastHeader): string {
  const named = title === undefined ? {} : { title };
  const timestamp = Math.floor(started / 1000);
  return JSON.stringify({
    version: 2,
    width: cols,
    height: rows,
    timestamp,
    ...named,
    env: { TERM: 'xterm-256color' },
  });
}

/** An event as a line, without its end. */
export function eventLine(event: CastEvent): string {
  const time = Math.round(event.time * 1e6) / 1e6;
  return event.kind === 'output'
    ? JSON.stringify([time, 'o', event.data])
    : JSON.stringify([time, 'r', `${event.cols}x${event.rows}`]);
}

/** Reads a header; undefined for a line that is none of version 2. */
export function readHeader(line: string): CastHeader | undefined {
  const read = jsonOf(line);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined;
  const { version, width, height, timestamp, title, idle_time_limit: idle } = read as Readonly<Record<string, unknown>>;
  if (version !== 2 || !isSize(width) || !isSize(height)) return undefined;
  return {
    cols: width,
    rows: height,
    ...(isTime(timestamp, Number.MAX_SAFE_INTEGER / 1000) ? { started: timestamp * 1000 } : {}),
    ...(typeof title === 'string' ? { title: title.slice(0, longestTitle) } : {}),
    ...(isTime(idle, longestTime) && idle > 0 ? { idleLimit: idle } : {}),
  };
}

/**
 * Reads an event.
 * @returns `skipped` for a line that is none; undefined for a good one of a kind that is not played, such as what was typed
 */
export function readEvent(line: string): CastEvent | 'skipped' | undefined {
  const read = jsonOf(line);
  if (!Array.isArray(read)) return 'skipped';
  const [time, code, data] = read as readonly unknown[];
  if (!isTime(time, longestTime) || typeof code !== 'string' || typeof data !== 'string') return 'skipped';
  if (code === 'o') return { time, kind: 'output', data };
  if (code !== 'r') return undefined;
  const [cols = 0, rows = 0] = /^\d{1,4}x\d{1,4}$/.test(data) ? data.split('x').map(Number) : [];
  return isSize(cols) && isSize(rows) ? { time, kind: 'size', cols, rows } : 'skipped';
}

function isSize(cells: unknown): cells is number {
  return typeof cells === 'number' && Number.isInteger(cells) && cells >= 1 && cells <= mostCells;
}

function isTime(time: unknown, most: number): time is number {
  return typeof time === 'number' && time >= 0 && time <= most;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

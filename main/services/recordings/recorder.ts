import type { TerminalItem } from '../../../app/terminal.ts';
import { type CastEvent, eventLine, headerLine } from '../../../app/text/asciicast.ts';

/** What a recording begins with, and the clock that it goes by. */
export interface RecorderOptions {
  readonly title: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Everything anew: what is shown after it owes nothing to what was before. */
const reset = '\u001Bc';

/**
 * What a reader of a shell is given, as lines of a recording: the screen that it begins with, then what is printed and
 * each size. Where the reader fell behind, the screen as it is then takes the place of what it missed. Nothing that is
 * typed is in it but what the shell itself shows of it.
 */
export async function* castOf(
  items: AsyncIterable<TerminalItem>,
  { title, now }: RecorderOptions,
): AsyncGenerator<string, void> {
  const started = now();
  const decoder = new TextDecoder();
  let size: { readonly cols: number; readonly rows: number } | undefined;
  // A clock that was set back must not take events before others.
  let last = 0;
  const line = (event: Event): string => {
    last = Math.max(last, (now() - started) / 1000);
    return `${eventLine({ ...event, time: last })}\n`;
  };
  for await (const item of items) {
    if (item.kind === 'exit') return;
    if (item.kind === 'screen') {
      const { cols, rows } = item;
      const screen = decoder.decode(item.data);
      if (!size) yield `${headerLine({ cols, rows, started, title })}\n`;
      else if (size.cols !== cols || size.rows !== rows) yield line({ kind: 'size', cols, rows });
      yield line({ kind: 'output', data: size ? reset + screen : screen });
      size = { cols, rows };
    } else if (item.kind === 'size') {
      size = { cols: item.cols, rows: item.rows };
      yield line({ kind: 'size', ...size });
    } else if (item.kind === 'output') {
      yield line({ kind: 'output', data: decoder.decode(item.data, { stream: true }) });
    }
  }
}

type Event = CastEvent extends infer E ? (E extends CastEvent ? Omit<E, 'time'> : never) : never;

import { problem } from '../../../app/rpc/problem.ts';
import type { CastPart } from '../../../app/shells/recordings.ts';
import { scrollbackLines } from '../../../app/terminal.ts';
import { HeadlessScreen } from '../terminal/screen/headless.ts';

/** Larger than any screen that is read: a recording of others may say anything. */
const mostSide = 1000;

/**
 * All that a recording shows by its end, as text: the screen, and of what went out at its top the latest 50,000 lines. What it
 * asks of a terminal is answered to nobody.
 * @throws ProblemError what reading it throws; `cancelled`
 */
export async function castText(parts: AsyncIterable<CastPart>, signal: AbortSignal): Promise<string> {
  let screen: HeadlessScreen | undefined;
  for await (const part of parts) {
    if (signal.aborted) throw problem('cancelled', 'cancelled');
    if (part.kind === 'header') screen = screenOf(part.header);
    if (part.kind !== 'events') continue;
    for (const event of part.events) {
      if (event.kind === 'output') await screen?.write(new TextEncoder().encode(event.data));
      else screen?.resize(Math.min(event.cols, mostSide), Math.min(event.rows, mostSide));
    }
  }
  return (await screen?.text()) ?? '';
}

function screenOf({ cols, rows }: { readonly cols: number; readonly rows: number }): HeadlessScreen {
  const nothing = () => undefined;
  return new HeadlessScreen({
    cols: Math.min(cols, mostSide),
    rows: Math.min(rows, mostSide),
    scrollback: scrollbackLines.most,
    answer: nothing,
    onTitle: nothing,
    onBell: nothing,
  });
}

import type { LastLine } from '../../../app/containers.ts';
import type { EngineContainers } from '../../engine/ports/containers.ts';
import { LineFlag, type LogBlock, lineBytes, lineCount, wordsPerLine } from '../../engine/ports/log-block.ts';

/** Lines that are given. */
const most = 10;
/** Lines that are looked through for those of the standard error: a program may say goodbye after what went wrong. */
const lookedThrough = 100;
/** Bytes given of a line. */
const mostOfLine = 1024;
/** Bytes that are read at most: a hundred lines may be of any length. */
const mostRead = 8 * 1024 * 1024;

/** What a container printed last, as `containers.lastLines` tells it; rejects with why its log cannot be read. */
export async function readLastLines(
  containers: Pick<EngineContainers, 'logs'>,
  id: string,
  signal: AbortSignal,
): Promise<readonly LastLine[]> {
  const stderr: LastLine[] = [];
  const stdout: LastLine[] = [];
  let read = 0;
  for await (const block of containers.logs(id, { tail: lookedThrough, follow: false }, signal)) {
    for (const line of linesOf(block)) (line.source === 'stderr' ? stderr : stdout).push(line);
    stderr.splice(0, stderr.length - most);
    stdout.splice(0, stdout.length - most);
    read += block.text.length;
    if (read > mostRead) break;
  }
  const rest = most - stderr.length;
  return [...stderr, ...(rest > 0 ? stdout.slice(-rest) : [])];
}

/** The last lines of a block, no more of each stream than are given. */
function linesOf(block: LogBlock): LastLine[] {
  const left = { stdout: most, stderr: most };
  const lines: LastLine[] = [];
  for (let line = lineCount(block) - 1; line >= 0; line -= 1) {
    const flags = block.index[line * wordsPerLine + 3] ?? 0;
    const source = (flags & LineFlag.stderr) === 0 ? 'stdout' : 'stderr';
    if (left[source] === 0) continue;
    left[source] -= 1;
    lines.push({ source, text: textOf(lineBytes(block, line)) });
  }
  return lines.toReversed();
}

/** As a stream, so that a character that is cut at the end is left out. */
function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes.subarray(0, mostOfLine), { stream: true });
}

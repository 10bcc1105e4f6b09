import { rm } from 'node:fs/promises';
import { problem } from '../../../app/rpc/problem.ts';
import type { CastPart } from '../../../app/shells/recordings.ts';
import { type CastEvent, readEvent, readHeader } from '../../../app/text/asciicast.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import { openNew } from '../../disk/open-file.ts';
import { openRegular } from '../../disk/read-file.ts';
import { checkTarget } from '../transfers/archive-file.ts';

/**
 * What is played of a file, in bytes: the page holds all of it, to go back in it, and its terminal takes no more than 50 MB
 * at once. Hours of a busy shell.
 */
const mostBytes = 32 * 1024 * 1024;
/** The same in events. */
const mostEvents = 1_000_000;
/** Bytes of a line: a screen with all its scrollback is some MB. */
const longestLine = 4 * 1024 * 1024;
/** Characters in a message to the page. */
const batchLength = 256 * 1024;
/** Events in one. */
const batchEvents = 2000;

/**
 * Writes lines to a new file as they come: what a crash or a full disk leaves of it can be played up to there.
 * @param wrote is told how many bytes the file has
 * @throws ProblemError: `conflict` where a file is in the way and may not be overwritten, else what the disk says
 */
export async function openCast(path: string, overwrite: boolean): Promise<CastFile> {
  await checkTarget(path, overwrite);
  try {
    if (overwrite) await rm(path, { force: true });
    const file = await openNew(path, 0o600);
    return {
      write: async (line) => {
        await file.appendFile(line);
        return Buffer.byteLength(line);
      },
      close: () => file.close(),
    };
  } catch (error) {
    throw diskProblem(error, 'file-unusable', { detail: path, field: 'path' });
  }
}

/** A recording that is being written. */
export interface CastFile {
  /** Resolves with its length in bytes. Rejects with the system's error. */
  write(line: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Reads a recording whatever it holds: a line that is none of one is passed over and counted, what is longer than what
 * is played is left out.
 * @throws ProblemError `unsupported` for a file that is no recording of version 2, else what the disk says
 */
export async function* readCast(path: string): AsyncGenerator<CastPart, void> {
  const { file } = await openRegular(path);
  const told = { skipped: 0, cut: false };
  const lines = linesOf(file.createReadStream({ end: mostBytes }), told);
  try {
    const first = await lines.next();
    const header = first.done ? undefined : readHeader(first.value);
    if (!header) throw problem('unsupported', 'not-a-recording', { detail: path });
    yield { kind: 'header', header };
    yield* batchesOf(eventsOf(lines, told));
    yield { kind: 'end', ...told };
  } finally {
    // Whoever reads may stop at any of these.
    await lines.return();
    await file.close();
  }
}

interface Told {
  skipped: number;
  cut: boolean;
}

async function* eventsOf(lines: AsyncIterable<string>, told: Told): AsyncGenerator<CastEvent, void> {
  let count = 0;
  let last = 0;
  for await (const line of lines) {
    if (line === '') continue;
    const event = readEvent(line);
    if (event === 'skipped') told.skipped += 1;
    if (event === undefined || event === 'skipped') continue;
    if (count >= mostEvents) {
      told.cut = true;
      return;
    }
    count += 1;
    last = Math.max(last, event.time);
    yield { ...event, time: last };
  }
}

async function* batchesOf(events: AsyncIterable<CastEvent>): AsyncGenerator<CastPart, void> {
  let batch: CastEvent[] = [];
  let length = 0;
  for await (const event of events) {
    batch.push(event);
    length += event.kind === 'output' ? event.data.length : 0;
    if (length < batchLength && batch.length < batchEvents) continue;
    yield { kind: 'events', events: batch };
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield { kind: 'events', events: batch };
}

/** The lines of a file in UTF-8; one that is too long is passed over and counted. */
async function* linesOf(chunks: AsyncIterable<Buffer>, told: Told): AsyncGenerator<string, void> {
  let pieces: Buffer[] = [];
  let length = 0;
  let total = 0;
  const take = (): string | undefined => {
    const text = length > longestLine ? undefined : Buffer.concat(pieces).toString();
    if (text === undefined) told.skipped += 1;
    pieces = [];
    length = 0;
    return text;
  };
  const add = (piece: Buffer): void => {
    length += piece.length;
    if (length > longestLine) pieces = [];
    else pieces.push(piece);
  };
  for await (const chunk of chunks) {
    total += chunk.length;
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      const line = take();
      if (line !== undefined) yield line;
    }
    add(chunk.subarray(from));
  }
  told.cut ||= total > mostBytes;
  const rest = length > 0 && !told.cut ? take() : undefined;
  if (rest !== undefined) yield rest;
}

import { type FileHandle, open, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { compareStamps, type LogBlock, noStamp, stampAt, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { RowFlag } from '../rows/flags.ts';
import { tallyOf } from '../rows/level-counts.ts';
import { indexBytes, type Segment, type SegmentFacts, segmentBytes, segmentRows } from './segment.ts';

/** What the files hold is not what was written into them. */
export class DamagedFile extends Error {}

/** The files of the segment that begins with row `base`: their names sort as the rows do. */
export function segmentPaths(folder: string, base: number): { readonly text: string; readonly index: string } {
  const stem = join(folder, String(base).padStart(12, '0'));
  return { text: `${stem}.log`, index: `${stem}.idx` };
}

/** The row number in the name of a segment's file; undefined for any other file. */
export function baseOf(file: string): number | undefined {
  const [, digits] = /^(\d{12})\.(?:log|idx)$/.exec(file) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

export async function removeSegment(folder: string, base: number): Promise<void> {
  const { text, index } = segmentPaths(folder, base);
  await Promise.all([rm(text, { force: true }), rm(index, { force: true })]);
}

/** Reads a sealed segment's index. Throws DamagedFile, or the system's error. */
export async function loadIndex(folder: string, { base, rows, bytes, indexCrc }: Segment): Promise<Uint32Array> {
  const file = await readExactly(segmentPaths(folder, base).index, rows * indexBytes);
  if (crc32(file) !== indexCrc) throw new DamagedFile('The index has changed.');
  const index = asWords(file);
  // Whoever can write the index can write its CRC: what is read by its offsets stays within the text all the same.
  let previous = -1;
  for (let word = 0; word < index.length; word += wordsPerLine) {
    const offset = index[word] ?? 0;
    if (offset <= previous || offset >= bytes) throw new DamagedFile('The index leads out of the text.');
    previous = offset;
  }
  if (rows > 0 && index[0] !== 0) throw new DamagedFile('The index leaves out text.');
  return index;
}

/** Reads a sealed segment's text. Throws DamagedFile, or the system's error. */
export async function loadText(folder: string, { base, bytes, textCrc }: Segment): Promise<Buffer> {
  const file = await readExactly(segmentPaths(folder, base).text, bytes);
  if (crc32(file) !== textCrc) throw new DamagedFile('The text has changed.');
  return file;
}

export interface Salvaged {
  readonly facts: SegmentFacts;
  readonly block: LogBlock;
  /** Rows that the index tells of were lost; what an unfinished write left behind does not count. */
  readonly damaged: boolean;
}

/**
 * Finds what is whole of a segment that no manifest vouches for, and cuts off what is not. Text is written before the index, so text
 * that the index does not know yet was being written when the process ended: the follower reads it again.
 */
export async function salvage(folder: string, base: number): Promise<Salvaged> {
  const paths = segmentPaths(folder, base);
  const text = await readUpTo(paths.text, segmentBytes);
  const file = await readUpTo(paths.index, segmentRows * indexBytes);
  const index = asWords(file.bytes.subarray(0, file.bytes.length - (file.bytes.length % indexBytes)));
  let rows = 0;
  let marks = 0;
  let bytes = 0;
  let peak = noStamp;
  for (let word = 0; word < index.length; word += wordsPerLine) {
    if (index[word] !== bytes) break;
    const next = index[word + wordsPerLine];
    const stop = next ?? text.bytes.indexOf(0x0a, bytes) + 1;
    if (stop <= bytes || stop > text.bytes.length || text.bytes[stop - 1] !== 0x0a) break;
    const stamp = stampAt({ index }, rows);
    if (compareStamps(stamp, peak) > 0) peak = stamp;
    if ((index[word + 3] ?? 0) & RowFlag.mark) marks++;
    rows++;
    bytes = stop;
  }
  if (bytes < text.size) await truncate(paths.text, bytes);
  if (rows * indexBytes < file.size) await truncate(paths.index, rows * indexBytes);
  const block = { text: text.bytes.subarray(0, bytes), index: index.subarray(0, rows * wordsPerLine) };
  const facts: SegmentFacts = {
    base,
    rows,
    marks,
    levels: [...tallyOf(block.index)],
    bytes,
    first: stampAt(block, 0),
    last: stampAt(block, rows - 1),
    peak,
    textCrc: crc32(block.text),
    indexCrc: crc32(asBytes(block.index)),
    written: Math.max(text.changed, file.changed),
  };
  return { facts, block, damaged: rows * wordsPerLine < index.length || file.size > file.bytes.length };
}

/** The bytes of an index. Every machine that Gantry runs on is little-endian, as its files are. */
export function asBytes(index: Uint32Array): Buffer {
  return Buffer.from(index.buffer, index.byteOffset, index.byteLength);
}

function asWords(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** The whole file, which must have that very size: nothing is allocated for one that has not. */
async function readExactly(path: string, size: number): Promise<Buffer> {
  const file = await openToRead(path);
  if (!file) throw new DamagedFile('The file is gone.');
  try {
    const { size: actual } = await file.stat();
    if (actual !== size) throw new DamagedFile('The file has another length.');
    return await readFrom(file, size);
  } finally {
    await file.close();
  }
}

/** The file's first bytes, and its size; nothing if there is no such file. */
async function readUpTo(path: string, limit: number): Promise<{ bytes: Buffer; size: number; changed: number }> {
  const file = await openToRead(path);
  if (!file) return { bytes: Buffer.alloc(0), size: 0, changed: 0 };
  try {
    const { size, mtimeMs } = await file.stat();
    return { bytes: await readFrom(file, Math.min(size, limit)), size, changed: Math.round(mtimeMs) };
  } finally {
    await file.close();
  }
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readFrom(file: FileHandle, size: number): Promise<Buffer> {
  // Not from the pool: an index is read as words, which must be aligned.
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await file.read(bytes, at, size - at, at);
    if (bytesRead === 0) throw new DamagedFile('The file has become shorter.');
    at += bytesRead;
  }
  return bytes;
}

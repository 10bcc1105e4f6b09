import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import { EngineId, ObjectId } from '../../../app/engine.ts';
import { type LogBlock, wordsPerLine } from '../../engine/log-block.ts';
import { writeAtomically } from '../atomic-write.ts';
import { indexBytes, Segment, type SegmentFacts, soundRows } from './segment.ts';

/** A segment's text is 2 MiB and a line of at most 1 MiB; more was not written by Gantry. */
const mostText = 4 * 1024 * 1024;
/** A row takes a byte of text at least. */
const mostIndex = mostText * wordsPerLine * 4;

/** What is remembered with a log. */
export const SpoolNote = z.object({
  engine: EngineId,
  name: z.string().check(z.maxLength(500)),
  /** Ids of the containers whose lines it holds, the newest last. */
  containers: z.array(ObjectId).check(z.maxLength(1000)),
});
export type SpoolNote = z.infer<typeof SpoolNote>;

const count = z.int().check(z.minimum(0));
const Stamp = z.object({ seconds: count, nanos: count });
const Manifest = z.object({
  version: z.literal(1),
  note: SpoolNote,
  segments: z.array(
    z.object({
      file: count,
      rows: count.check(z.maximum(mostText)),
      bytes: count.check(z.maximum(mostText)),
      first: Stamp,
      latest: Stamp,
      crcText: count,
      crcIndex: count,
    }),
  ),
});
type Manifest = z.infer<typeof Manifest>;

/** What a folder holds of a log. */
export interface FoundSpool {
  readonly note: SpoolNote | undefined;
  readonly segments: readonly Segment[];
  /** Something was cut or damaged and is left out. */
  readonly damaged: boolean;
}

/** The folder of one log: a manifest, and two files for each segment. Methods reject with the system's errors. */
export class SpoolFiles {
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  textFile(segment: Segment): string {
    return join(this.dir, `${name(segment.file)}.log`);
  }

  indexFile(segment: Segment): string {
    return join(this.dir, `${name(segment.file)}.idx`);
  }

  /** What is there. Whatever its state: damaged parts are left out. */
  async find(): Promise<FoundSpool> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 });
    const manifest = await this.manifest();
    const known = new Map(manifest?.segments.map((segment) => [segment.file, segment]));
    const segments: Segment[] = [];
    let damaged = false;
    let start = 0;
    const numbers = await this.#numbers();
    for (const file of numbers) {
      const facts = known.get(file);
      const found = facts ? await this.#sealed(file, start, facts) : await this.#unsealed(file, start);
      known.delete(file);
      damaged ||= !found?.whole;
      if (found && found.segment.rows > 0) segments.push(found.segment);
      start = segments.at(-1)?.end ?? 0;
    }
    return { note: manifest?.note, segments, damaged: damaged || known.size > 0 || (!manifest && numbers.length > 0) };
  }

  /** The manifest, or undefined if there is none that can be used. */
  async manifest(): Promise<Manifest | undefined> {
    try {
      const parsed = Manifest.safeParse(JSON.parse(await readFile(join(this.dir, 'log.json'), 'utf8')));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  async writeManifest(note: SpoolNote, segments: readonly Segment[]): Promise<void> {
    const sealed = segments.flatMap(({ file, facts }) => (facts ? [{ file, ...facts }] : []));
    const manifest: Manifest = { version: 1, note, segments: sealed };
    await writeAtomically(join(this.dir, 'log.json'), JSON.stringify(manifest));
  }

  /** Writes what a segment has more than its files: text first, so that the index never points behind it. */
  async save(segment: Segment): Promise<void> {
    const { block } = segment;
    if (!block) return;
    const bytes = block.text.subarray(segment.savedBytes);
    const words = block.index.subarray(segment.savedRows * wordsPerLine);
    await writeAt(this.textFile(segment), bytes, segment.savedBytes);
    await writeAt(this.indexFile(segment), indexBytes(words), segment.savedRows * wordsPerLine * 4);
    segment.savedBytes += bytes.length;
    segment.savedRows += words.length / wordsPerLine;
  }

  /** A sealed segment's bytes; undefined if they are not what was written. */
  async load(segment: Segment): Promise<LogBlock | undefined> {
    const { facts } = segment;
    if (!facts) return segment.block;
    try {
      const [text, words] = await this.#read(segment.file);
      const sound = text.length === facts.bytes && crc32(text) === facts.crcText;
      if (!sound || crc32(indexBytes(words)) !== facts.crcIndex) return undefined;
      const { block, whole } = soundRows(text, words);
      return whole && block.index.length === facts.rows * wordsPerLine ? block : undefined;
    } catch {
      return undefined;
    }
  }

  async drop(segment: Segment): Promise<void> {
    await Promise.all([this.textFile(segment), this.indexFile(segment)].map((file) => rm(file, { force: true })));
  }

  async #sealed(file: number, start: number, facts: SegmentFacts) {
    const segment = Segment.sealed(file, start, facts);
    const sizes = await Promise.all([sizeOf(this.textFile(segment)), sizeOf(this.indexFile(segment))]);
    // What they hold is checked when they are read.
    if (sizes[0] === facts.bytes && sizes[1] === facts.rows * wordsPerLine * 4) return { segment, whole: true };
    await this.drop(segment);
    return undefined;
  }

  /** A segment that was being written when Gantry ended, however it ended; its files are cut to what is sound. */
  async #unsealed(file: number, start: number): Promise<{ segment: Segment; whole: boolean } | undefined> {
    const empty = new Segment(file, start, false);
    try {
      const [text, words] = await this.#read(file);
      const { block } = soundRows(text, words);
      const segment = Segment.resumed(file, start, block);
      await truncate(this.textFile(segment), segment.bytes);
      await truncate(this.indexFile(segment), segment.rows * wordsPerLine * 4);
      // Text without its index was just not yet complete; an index without its text was.
      return { segment, whole: words.length === block.index.length };
    } catch {
      await this.drop(empty).catch(() => {});
      return undefined;
    }
  }

  async #read(file: number): Promise<[text: Buffer, words: Uint32Array]> {
    const text = await readBounded(join(this.dir, `${name(file)}.log`), mostText);
    const index = await readBounded(join(this.dir, `${name(file)}.idx`), mostIndex);
    const words = new Uint32Array(Math.floor(index.length / (wordsPerLine * 4)) * wordsPerLine);
    index.copy(indexBytes(words));
    return [text, words];
  }

  async #numbers(): Promise<number[]> {
    const files = new Set((await readdir(this.dir)).map((file) => /^(\d{8})\.(?:log|idx)$/.exec(file)?.[1]));
    return [...files].flatMap((file) => (file === undefined ? [] : [Number(file)])).toSorted((a, b) => a - b);
  }
}

function name(file: number): string {
  return String(file).padStart(8, '0');
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? -1;
}

async function readBounded(file: string, most: number): Promise<Buffer> {
  if ((await sizeOf(file)) > most) throw new Error(`${file} is too large to be ours.`);
  return readFile(file);
}

async function writeAt(file: string, bytes: Buffer, position: number): Promise<void> {
  await using(file, position === 0 ? 'w' : 'r+', async (handle) => {
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
      at += bytesWritten;
    }
  });
}

async function truncate(file: string, size: number): Promise<void> {
  await using(file, 'r+', (handle) => handle.truncate(size));
}

async function using(file: string, flags: string, run: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file, flags, 0o600);
  try {
    await run(handle);
  } finally {
    await handle.close();
  }
}

import { join } from 'node:path';
import * as z from 'zod/mini';
import { readTextWithin } from '../../../disk/read-file.ts';
import { repaired } from '../../../disk/repair.ts';
import { writeAtomically } from '../../../disk/write-file.ts';
import type { Stamp } from '../../../engine/ports/log-block.ts';
import { type SegmentFacts, segmentBytes, segmentRows } from './segment.ts';

/** Containers that a log remembers: those of a service that was recreated so often are long gone. */
const mostContainers = 100;

/** What is remembered with a log. Whoever needs more adds it: what is unknown here is kept. */
export const SpoolNote = z.looseObject({
  /** Id of the engine. */
  engine: z.string().check(z.maxLength(100)),
  name: z.string().check(z.maxLength(1000)),
  /** Ids of the containers whose lines these are, newest last. */
  containers: z.array(z.string().check(z.maxLength(200))),
});
export type SpoolNote = z.infer<typeof SpoolNote>;

const nothing: SpoolNote = { engine: '', name: '', containers: [] };

const word = z.int().check(z.minimum(0), z.maximum(0xffff_ffff));
/** Two words in the file. */
const stamp = z.pipe(
  z.tuple([word, word]),
  z.transform(([seconds, nanos]): Stamp => ({ seconds, nanos })),
);
const rowNumber = z.int().check(z.minimum(0), z.maximum(999_999_999_999));

const Facts = z.object({
  base: rowNumber,
  rows: z.int().check(z.minimum(1), z.maximum(segmentRows)),
  marks: z.int().check(z.minimum(0), z.maximum(segmentRows)),
  /** Counted anew where it is no list of counts. */
  // oxlint-disable-next-line promise/valid-params -- no promise
  levels: z.catch(z.optional(z.array(z.int().check(z.minimum(0), z.maximum(segmentRows)))), undefined),
  bytes: z.int().check(z.minimum(0), z.maximum(segmentBytes)),
  first: stamp,
  last: stamp,
  peak: stamp,
  textCrc: word,
  indexCrc: word,
  written: z.number(),
  damaged: z.optional(z.boolean()),
});

const Manifest = z.object({
  version: z.literal(1),
  note: SpoolNote,
  /** Sealed segments, oldest first, without a gap. */
  segments: z.array(Facts),
  /** The segment after those, as far as it was written then. It may have grown since, and others may have followed. */
  tail: z.optional(Facts),
  /** Number of the row after the sealed segments. */
  next: rowNumber,
});
export interface Manifest {
  readonly note: SpoolNote;
  readonly segments: readonly SegmentFacts[];
  readonly tail?: SegmentFacts | undefined;
  readonly next: number;
}

const fileName = 'manifest.json';
/** A segment takes some 200 bytes here, so this is the manifest of 100 GB. */
const longest = 16 * 1024 * 1024;

/** Reads a log's manifest; undefined when there is none, or none that can be right. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const text = await readTextWithin(join(folder, fileName), longest);
    const found: object = JSON.parse(text);
    // What is remembered beside the lines is no reason to look through all of them anew.
    const note = repaired(SpoolNote, 'note' in found ? found.note : undefined, nothing).value;
    const { success, data } = Manifest.safeParse({ ...found, note });
    return success && isWhole(data) ? { ...data, note: boundNote(data.note) } : undefined;
  } catch {
    return undefined;
  }
}

/** Rejects with the system's error. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const { segments, tail } = manifest;
  const written = { ...manifest, segments: segments.map(inFile), ...(tail ? { tail: inFile(tail) } : {}) };
  await writeAtomically(join(folder, fileName), JSON.stringify({ version: 1, ...written }));
}

/** Facts as `Facts` reads them. */
function inFile({ first, last, peak, ...facts }: SegmentFacts) {
  const pair = ({ seconds, nanos }: Stamp) => [seconds, nanos];
  return { ...facts, first: pair(first), last: pair(last), peak: pair(peak) };
}

/** A note as it is kept: with the newest containers only. */
export function boundNote(note: SpoolNote): SpoolNote {
  return { ...note, containers: note.containers.slice(-mostContainers) };
}

function isWhole({ segments, tail, next }: Manifest): boolean {
  let base = segments[0]?.base ?? next;
  for (const segment of segments) {
    if (segment.base !== base) return false;
    base += segment.rows;
  }
  return base === next && (tail === undefined || tail.base === next);
}

import type { LogId } from '../../../../app/logs.ts';
import type { Stamp } from '../../../engine/ports/log-block.ts';
import type { Part } from './budget.ts';
import type { Manifest, SpoolNote } from './manifest.ts';
import { indexBytes, type SegmentFacts } from './segment.ts';

/** A log on disk: as it is if it is open, else as its manifest tells. */
export interface StoredLog {
  readonly id: LogId;
  /** Undefined if nothing can be read of it. */
  readonly note: SpoolNote | undefined;
  /** Bytes of text and index. */
  readonly bytes: number;
  readonly rows: number;
  /** When its last row was printed. */
  readonly last: Stamp | undefined;
}

/** What a manifest tells of its log; little if there is none. */
export function storedLog(id: LogId, manifest: Manifest | undefined): StoredLog {
  if (!manifest) return { id, note: undefined, bytes: 0, rows: 0, last: undefined };
  const segments = segmentsOf(manifest);
  return {
    id,
    note: manifest.note,
    bytes: partsOf(manifest).reduce((sum, { size }) => sum + size, 0),
    rows: segments.reduce((sum, { rows }) => sum + rows, 0),
    last: segments.at(-1)?.last,
  };
}

/** What of a log that is not open can be dropped, oldest first: all of it. */
export function partsOf(manifest: Manifest): readonly Part[] {
  return segmentsOf(manifest).map(({ bytes, rows, written }) => ({ size: bytes + rows * indexBytes, written }));
}

function segmentsOf({ segments, tail }: Manifest): readonly SegmentFacts[] {
  return tail ? [...segments, tail] : segments;
}

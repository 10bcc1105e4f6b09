import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { noStamp, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { readManifest, type SpoolNote } from './manifest.ts';
import { Segment, type SegmentFacts, segmentRows } from './segment.ts';
import { asBytes, baseOf, removeSegment, type Salvaged, salvage } from './segment-files.ts';

/** Rows that may be missing in one place for those before it to be kept: each is a mark, and this is 16 segments. */
const widestHole = 16 * segmentRows;

/** A log as it was found on disk. */
export interface Recovered {
  readonly note: SpoolNote | undefined;
  /** All but the last are sealed. */
  readonly segments: Segment[];
  /** Rows are missing after the last one. */
  readonly damaged: boolean;
}

/**
 * Finds out what a log's folder holds, whatever happened to it: what the manifest lists is believed (and checked when it
 * is read), what was written since is looked through, what is neither is removed. Rejects if the folder cannot be read.
 */
export async function recover(folder: string): Promise<Recovered> {
  const manifest = await readManifest(folder);
  const names = await readdir(folder);
  const bases = [...new Set(names.map(baseOf).filter((base) => base !== undefined))].sort((a, b) => a - b);
  const found = new Found(folder, manifest?.segments ?? [], manifest?.next ?? bases[0] ?? 0);
  const listed = new Set(manifest?.segments.map(({ base }) => base));
  for (const base of bases) {
    if (!listed.has(base)) await found.add(base, manifest?.tail);
  }
  // Row numbers that were given out once are not given again.
  if (manifest?.tail) await found.reach(manifest.tail.base + manifest.tail.rows);
  const drafts = names.filter((name) => name.startsWith('manifest.json.'));
  await Promise.all(drafts.map((name) => rm(join(folder, name), { force: true })));
  return { note: manifest?.note, segments: found.end(), damaged: found.damaged };
}

class Found {
  /** The last rows that were found are followed by rows that are lost, nobody knows how many. */
  damaged = false;
  readonly #folder: string;
  #segments: Segment[];
  /** The newest segment, if it is whole: the log goes on in it. */
  #last: Salvaged | undefined;
  #next: number;

  constructor(folder: string, listed: readonly SegmentFacts[], next: number) {
    this.#folder = folder;
    this.#segments = listed.map((facts) => Segment.sealed(facts));
    this.#next = next;
  }

  /** Takes what is whole of a segment that is not listed. */
  async add(base: number, tail: SegmentFacts | undefined): Promise<void> {
    const found = base < this.#next ? undefined : await salvage(this.#folder, base);
    if (!found || found.facts.rows === 0) {
      this.damaged ||= found?.damaged === true;
      await removeSegment(this.#folder, base);
      return;
    }
    await this.reach(base);
    this.damaged = found.damaged;
    if (tail?.base === base && !agrees(found, tail)) await this.reach(base + found.facts.rows);
    else {
      this.#seal();
      this.#last = found;
      this.#next += found.facts.rows;
    }
  }

  /** Sees to it that the next row is `row`: what is missing before it becomes marks. */
  async reach(row: number): Promise<void> {
    if (row <= this.#next) return;
    this.#seal();
    this.damaged = false;
    if (row - this.#next > widestHole) {
      for (const { base } of this.#segments.splice(0)) await removeSegment(this.#folder, base);
      this.#next = row;
    }
    const { last, written } = this.#segments.at(-1) ?? { last: noStamp, written: Date.now() };
    while (this.#next < row) {
      const rows = Math.min(segmentRows, row - this.#next);
      const stamps = { first: last, last, peak: last, written };
      const lost = { base: this.#next, rows, marks: rows, bytes: 0, ...stamps, textCrc: 0, indexCrc: 0, damaged: true };
      this.#segments.push(Segment.sealed(lost));
      this.#next += rows;
    }
  }

  /** All segments; the last one takes further rows. */
  end(): Segment[] {
    const last = this.#last;
    if (last && last.facts.rows < segmentRows) return [...this.#segments, Segment.resumed(last.facts, last.block)];
    this.#seal();
    return [...this.#segments, new Segment(this.#next)];
  }

  #seal(): void {
    if (this.#last) this.#segments.push(Segment.sealed(this.#last.facts));
    this.#last = undefined;
  }
}

/** Whether a segment still begins with what the manifest knew of it; one that has become shorter does as far as it goes. */
function agrees({ facts, block }: Salvaged, tail: SegmentFacts): boolean {
  if (facts.rows < tail.rows) return true;
  return (
    crc32(block.text.subarray(0, tail.bytes)) === tail.textCrc &&
    crc32(asBytes(block.index.subarray(0, tail.rows * wordsPerLine))) === tail.indexCrc
  );
}

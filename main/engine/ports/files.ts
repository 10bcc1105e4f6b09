import type { Readable } from 'node:stream';

export type FileKind = 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'character-device' | 'block-device';

/** One file of a container by its path, links followed. Names and paths are texts as of `main/base/byte-text.ts`. */
export interface FoundFile {
  /** Absolute, without links. */
  readonly path: string;
  readonly kind: Exclude<FileKind, 'link'>;
  readonly size: number;
}

/** What an archive says of one file. */
export interface ArchiveMember {
  /** Relative to what was asked for, without a slash at its end; empty for that itself. May be anything in an archive of others. */
  readonly name: string;
  readonly kind: FileKind | 'hard-link' | 'unknown';
  /** Permission bits, with setuid, setgid and sticky. */
  readonly mode: number;
  /** Undefined where the engine's archives do not tell. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Of the content that follows, in bytes. */
  readonly size: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Of a link, as it is written there; empty else. */
  readonly target: string;
}

/** A file begins, or the next bytes of the one that began last. */
export type ArchivePart = ArchiveMember | Buffer;

/** What Gantry asks of the files of an engine's containers. All of it works on one that does not run, too. */
export interface EngineFiles {
  /**
   * Unpacks a tar archive into a folder of a container, running or not; closes `archive` in any case. A file takes the
   * place of no folder. What the archive throws itself, this rejects with.
   */
  unpack(container: string, folder: string, archive: Readable, signal: AbortSignal): Promise<void>;
  /** What is at a path, where links lead inside of the container; undefined where nothing is. What is mounted in memory is not seen. */
  find(container: string, path: string, signal: AbortSignal): Promise<FoundFile | undefined>;
  /** A file that was found, or a folder and all below it, in the order of names; what came with each read at once. */
  read(container: string, file: FoundFile, signal: AbortSignal): AsyncIterable<readonly ArchivePart[]>;
}

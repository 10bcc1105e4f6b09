import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { call } from './rpc/operation.ts';

/** Entries of a folder that are given: more than anybody scrolls through. */
export const mostEntries = 50_000;

/** Bytes of a file that are given at most: a picture; of a larger file only its beginning, `headSize`. */
export const mostShown = 4 * 1024 * 1024;
export const headSize = 256 * 1024;

/** An absolute path inside of a container. Bytes that are no UTF-8 are lone surrogates, U+DC80 to U+DCFF. */
const ContainerPath = z.string().check(
  z.maxLength(4096),
  z.refine((path) => path.startsWith('/') && !path.includes('\0')),
);

export type FileKind = 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'character-device' | 'block-device' | 'unknown';

/** What is known of one file. */
export interface FileFacts {
  readonly kind: FileKind;
  /** Bytes. */
  readonly size: number;
  /** Permission bits, with setuid (04000), setgid and sticky. */
  readonly mode: number;
  /** ms since the epoch, in whole seconds. */
  readonly mtime: number;
  /** Absent where the engine does not tell. */
  readonly uid?: number;
  readonly gid?: number;
  /** As the container calls them; absent where that is not known. */
  readonly user?: string;
  readonly group?: string;
}

/** One file as its folder lists it. */
export interface FileEntry extends FileFacts {
  readonly name: string;
  /** Of a link, as it is written there, where that can be told. */
  readonly target?: string;
  /** Of a link: that it leads to a folder, where that is known. */
  readonly toFolder?: true;
}

/** What a path leads to. `path` is where that is without links. */
export type Looked =
  | {
      readonly kind: 'folder';
      readonly path: string;
      readonly entries: readonly FileEntry[];
      /** Not all of what is in it: it holds more than is given, or took too long to be read. */
      readonly cut: boolean;
      /**
       * Whether a program of the container listed it, which sees all that is mounted. Else the engine did, which does not see
       * what is mounted in memory; and such files cannot be renamed or removed.
       */
      readonly live: boolean;
    }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly file: FileFacts;
      /** All of it, or its beginning where it is larger than `mostShown`. Empty of what is no plain file. */
      readonly data: Uint8Array;
      readonly live: boolean;
    };

/** Names a path in a container. */
const At = z.object({ ...EngineContainer.shape, path: ContainerPath });

/** The files of a container, running or not. */
export const files = {
  /** Goes to a path, and follows links inside of the container only. Rejects with `not-found` where nothing is. */
  look: call('safe', At).returns<Looked>(),
};

import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { FilePath } from './text/file-path.ts';

/** Entries of a folder that are given: more than anybody scrolls through. */
export const mostEntries = 50_000;

/** Bytes of a file that are given at most: a picture; of a larger file only its beginning, `headSize`. */
export const mostShown = 4 * 1024 * 1024;
export const headSize = 256 * 1024;

/** An absolute path inside of a container. Bytes that are no UTF-8 are lone surrogates, U+DC80 to U+DCFF. */
export const ContainerPath = z.string().check(
  z.maxLength(4096),
  z.refine((path) => path.startsWith('/') && !path.includes('\0')),
);

/** The name of one file in its folder, as of `ContainerPath`. */
export const FileName = z.string().check(
  z.minLength(1),
  z.maxLength(255),
  z.refine((name) => !/[/\0]/.test(name) && name !== '.' && name !== '..'),
);

/** Bytes of a text that is edited here. */
export const mostEdited = 1024 * 1024;

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
      /** What `write` is told; only of a plain file that is there whole. */
      readonly version?: string;
      readonly live: boolean;
    };

/** Paths that a search gives at most. */
export const mostFound = 1000;

/** What a search found next. */
export interface FileSearch {
  /** Absolute, in no order. */
  readonly found: readonly string[];
  /** Nothing more is looked for, although there may be more: it is too much, or takes too long. */
  readonly cut: boolean;
}

/** What is in some files and folders together. */
export interface Weight {
  /** Bytes on disk, in whole KiB. */
  readonly bytes: number;
  readonly files: number;
}

/** Names a path in a container. */
const At = z.object({ ...EngineContainer.shape, path: ContainerPath });

/** Some of what is in a folder. */
const Some = z.object({
  ...EngineContainer.shape,
  folder: ContainerPath,
  names: z.array(FileName).check(z.minLength(1), z.maxLength(500)),
});

/** A user by name or number, with a group behind a colon or without. */
export const FileOwner = z.string().check(z.regex(/^(?!-)[\w.-]{1,64}(:(?!-)[\w.-]{1,64})?$/));

/** The files of a container, running or not. Only of one that runs and has a shell can they be renamed and removed. */
export const files = {
  /** Goes to a path, and follows links inside of the container only. Rejects with `not-found` where nothing is. */
  look: call('safe', At).returns<Looked>(),
  /**
   * Looks below a folder for names with some text in them, in whichever case, and tells them as they are found. What the
   * container's own programs see, but for the kernel's files; else what the engine packs.
   */
  search: stream('safe', z.object({ ...At.shape, name: FileName })).of<FileSearch>(),
  /**
   * Brings files and folders into a folder of the machine that Gantry runs on, over nothing that is there. Result of the task:
   * `{ bytes, files, left }`; what was left out, its output names.
   */
  download: call(
    'safe',
    z.object({
      ...EngineContainer.shape,
      paths: z.array(ContainerPath).check(z.minLength(1), z.maxLength(500)),
      to: FilePath,
    }),
  ).returns<StartedTask>(),
  /** Rejects with `conflict` on the field `name` where something has that name. */
  makeFolder: call(
    'changes',
    z.object({ ...EngineContainer.shape, folder: ContainerPath, name: FileName }),
  ).returns<void>(),
  /** The same. */
  rename: call(
    'changes',
    z.object({ ...EngineContainer.shape, folder: ContainerPath, name: FileName, to: FileName }),
  ).returns<void>(),
  /** What `remove` would take away, without what is mounted there. It runs a command, which is more than reading. */
  weigh: call('changes', Some).returns<Weight>(),
  /** Removes them with all that is in them. Rejects with `in-use` where something is mounted in one of them. */
  remove: call('changes', Some).returns<void>(),
  /** Sets permissions, and the owner, of what is below folders, too, if `below`. */
  change: call(
    'changes',
    z.object({
      ...Some.shape,
      mode: z.optional(z.int().check(z.minimum(0), z.maximum(0o7777))),
      owner: z.optional(FileOwner),
      below: z.optional(z.boolean()),
    }),
  ).returns<void>(),
  /**
   * Puts other content into a file, whose owner and permissions stay; whole or not at all where the container runs. Rejects
   * with `conflict` where it is not what it was when it was looked at. Gives its new version.
   */
  write: call(
    'changes',
    z.object({
      ...At.shape,
      data: z.instanceof(Uint8Array<ArrayBufferLike>).check(z.refine((data) => data.byteLength <= mostEdited)),
      version: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
    }),
  ).returns<string>(),
};

import * as z from 'zod/mini';
import { call, stream } from './rpc/operation.ts';
import { FilePath } from './text/file-path.ts';

/** Names one content of a file: its SHA-256 as hex. */
export const FileVersion = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type FileVersion = z.infer<typeof FileVersion>;

/** The most that the editor takes, in bytes of UTF-8. */
export const maxFileSize = 1024 * 1024;

const Text = z.string().check(z.maxLength(maxFileSize));

export interface FolderEntry {
  readonly name: string;
  /** What a link leads to; neither sockets nor devices are listed. */
  readonly kind: 'file' | 'folder';
}

export interface FolderListing {
  /** The real path. */
  readonly path: string;
  /** Absent at the top. */
  readonly parent?: string;
  /** Folders first, by name, and what begins with a dot after all others; at most 2,000. */
  readonly entries: readonly FolderEntry[];
  /** There are more than are listed. */
  readonly truncated: boolean;
}

export interface FileText {
  readonly text: string;
  readonly version: FileVersion;
}

/** A file on the disk as it is now. */
export type FilePresence = { readonly state: 'present'; readonly version: FileVersion } | { readonly state: 'missing' };

/** What a person typed and has not saved. */
export interface FileDraft {
  readonly text: string;
  /** Of the file that the work began with; absent for a new file. */
  readonly version?: FileVersion;
}

/**
 * Text files for the editor, at most 1 MiB of UTF-8. A page that was taken over must be able neither to read secrets nor
 * to plant a file: only files with a name that builds and Compose look for are read, after the person opened them or their
 * folder in this run; only those that were read, and new ones beside them, are written; and places of keys, logins and what
 * shells run are refused always (`permission-denied`).
 */
export const documents = {
  /** The person's home folder. */
  home: call('safe', z.object({})).returns<{ path: string }>(),
  /** With `hidden` what begins with a dot is listed, too. */
  list: call('safe', z.object({ folder: FilePath, hidden: z.optional(z.boolean()) })).returns<FolderListing>(),
  /** Fails with `not-found`, or `unsupported` for what is not text or too long. */
  read: call('safe', z.object({ path: FilePath })).returns<FileText>(),
  /**
   * Writes the whole file or nothing; owner, mode and links stay. `version` is that of the text the work began with; without
   * it the file must not exist. Fails with `conflict` when the disk has something else.
   */
  write: call('safe', z.object({ path: FilePath, text: Text, version: z.optional(FileVersion) })).returns<{
    version: FileVersion;
  }>(),
  /** Opens a file, so that it can be read in this run: the file now and whenever it changes. */
  watch: stream('safe', z.object({ path: FilePath })).of<FilePresence>(),
  /** Unsaved work, if there is any. */
  draft: call('safe', z.object({ path: FilePath })).returns<FileDraft | undefined>(),
  /** Keeps unsaved work over a reload and a restart; the 100 latest are kept. */
  saveDraft: call('safe', z.object({ path: FilePath, text: Text, version: z.optional(FileVersion) })).returns<void>(),
  dropDraft: call('safe', z.object({ path: FilePath })).returns<void>(),
};

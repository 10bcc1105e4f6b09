import * as z from 'zod/mini';
import { call } from '../rpc/operation.ts';
import { FilePath } from '../text/file-path.ts';

/** The longest ignore file that is held against a folder, in UTF-16 units. */
export const mostIgnore = 100_000;

/** Files and their bytes. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** A folder or a file of a build context. */
export interface ContextNode {
  readonly name: string;
  readonly isFolder: boolean;
  /** What a build is sent of it, of all that is below. */
  readonly sent: Amount;
  /** What the ignore file leaves out. */
  readonly left: Amount;
  /** The largest first. */
  readonly inside: readonly ContextNode[];
  /** Entries of it that are not told: smaller ones. */
  readonly more: number;
}

/** Something that is sent and that few images want. */
export interface Doubt {
  /** Inside of the context, with slashes. */
  readonly path: string;
  /** Its name is a secret's, it is a repository's history, or packages that an image installs for itself. */
  readonly kind: 'secret' | 'history' | 'packages';
}

/** What a build of a folder is sent, and what its ignore file leaves out. */
export interface ContextSurvey {
  /** At most 2,000 nodes in all, the largest. */
  readonly top: ContextNode;
  /** The largest files that are sent; at most 50. */
  readonly biggest: readonly { readonly path: string; readonly bytes: number }[];
  /** What each pattern of the ignore file leaves out, by its line from 1. */
  readonly lines: readonly (Amount & { readonly line: number })[];
  /** At most 100. */
  readonly doubts: readonly Doubt[];
  /** Folders and files that could not be looked at; a build fails at them where they are sent. */
  readonly unread: number;
  /** The folder has more than was looked at in time. */
  readonly truncated: boolean;
}

export const contexts = {
  /** Goes through a folder, with the text of an ignore file as it is in an editor. Rejects as a build does for that text. */
  survey: call(
    'safe',
    z.object({ folder: FilePath, ignore: z.string().check(z.maxLength(mostIgnore)) }),
  ).returns<ContextSurvey>(),
};

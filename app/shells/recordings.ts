import * as z from 'zod/mini';
import { call, stream } from '../rpc/operation.ts';
import type { Problem } from '../rpc/problem.ts';
import type { CastEvent, CastHeader } from '../text/asciicast.ts';
import { FilePath, TextPath } from '../text/file-path.ts';
import { SessionId } from './session-id.ts';

/** Nothing but a recording is written or read: a page that was taken over must not be able to plant or to read others. */
export const CastPath = FilePath.check(
  z.refine((path) => /[^/\\]\.cast$/i.test(path), { error: 'The name of a recording ends in .cast.' }),
);

/** What a shell prints, written down while it does. What is typed is not. */
export interface Recording {
  readonly session: SessionId;
  /** What the person calls the shell. */
  readonly name: string;
  readonly path: string;
  /** ms since the epoch. */
  readonly since: number;
  /** Of its file by now. */
  readonly bytes: number;
  readonly state: 'running' | 'ended' | 'failed';
  /** Why it failed; what was written before is kept. */
  readonly problem?: Problem;
}

/** A part of a recording that is read: the header first, the end last. */
export type CastPart =
  | { readonly kind: 'header'; readonly header: CastHeader }
  | { readonly kind: 'events'; readonly events: readonly CastEvent[] }
  /** `skipped` lines were none of a recording; `cut`: it is longer than what is played. */
  | { readonly kind: 'end'; readonly skipped: number; readonly cut: boolean };

export const recordings = {
  /** Those that run and some that have ended. */
  watch: stream('safe', z.object({})).of<readonly Recording[]>(),
  /**
   * Writes what a shell shows and prints from now on to a new file on the machine that Gantry runs on, until it is stopped
   * or the shell ends. `conflict` where the shell is recorded already, or a file is in the way.
   */
  start: call(
    'safe',
    z.object({
      session: SessionId,
      name: z.string().check(z.maxLength(500)),
      path: CastPath,
      overwrite: z.boolean(),
    }),
  ).returns<void>(),
  /** Resolves when all of it is on disk. */
  stop: call('safe', z.object({ session: SessionId })).returns<void>(),
  /** Reads a file of asciicast 2. */
  play: stream('safe', z.object({ path: CastPath })).of<CastPart>(),
  /**
   * Writes all that a file of asciicast 2 shows by its end, as text without colours, into a new file: of what went out at the top
   * the latest 50,000 lines. `conflict` where a file is in the way.
   */
  saveText: call('safe', z.object({ path: CastPath, to: TextPath, overwrite: z.boolean() })).returns<{
    readonly bytes: number;
  }>(),
};

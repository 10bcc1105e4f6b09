import * as z from 'zod/mini';
import { EngineObject } from './engine.ts';
import { stream } from './rpc/operation.ts';

export type LogSource = 'stdout' | 'stderr';

export interface LogLine {
  /** The engine's own timestamp: RFC 3339 with nanoseconds, UTC. Empty only when the engine sent none. */
  readonly time: string;
  readonly source: LogSource;
  /** Without the line end; may hold escape sequences. */
  readonly text: string;
}

/** Why a log paused, drawn as a line of its own between log lines. */
export type LogMark =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'started' }
  | { readonly kind: 'engine-lost' }
  | { readonly kind: 'engine-back' }
  | { readonly kind: 'removed' }
  /** Lines may be missing here: the engine would not say what came after the last line. */
  | { readonly kind: 'gap'; readonly reason: string };

export interface LogBatch {
  readonly lines: readonly LogLine[];
  /** Comes after `lines`. */
  readonly mark?: LogMark;
}

/** Most lines a follower may ask for to begin with. */
export const maxTail = 10_000;

export const logs = {
  /**
   * The last `tail` lines and then all that come, across restarts of the container and of the engine, each exactly
   * once. Ends when the container is removed.
   */
  follow: stream(
    z.object({ ...EngineObject.shape, tail: z.int().check(z.minimum(0), z.maximum(maxTail)) }),
  ).of<LogBatch>(),
};

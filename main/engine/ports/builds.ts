import type { Readable } from 'node:stream';

/** What Gantry asks of an engine's builder. */
export interface EngineBuilds {
  /**
   * Builds an image from a tar stream and tells what happens, in order. A build that fails ends with an `error` event;
   * throws a ProblemError when there was no build to speak of, or when the context itself fails. `context` is closed in
   * any case.
   */
  build(options: BuildOptions, context: Readable, signal: AbortSignal): AsyncIterable<BuildEvent>;
  /** Drops the build cache (`all`: also what is in use by nothing but may be used again); answers the bytes freed. */
  pruneCache(all: boolean, signal: AbortSignal): Promise<number>;
}

export interface BuildOptions {
  /** Path inside the context. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string;
  readonly args: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
}

export type BuilderKind = 'buildkit' | 'classic';

export interface BuilderStep {
  readonly id: string;
  /** As the builder names it; the same shape for each, e.g. `[2/5] RUN make`. */
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'cached' | 'failed' | 'cancelled';
  /** ms since the epoch. */
  readonly started?: number;
  /** ms since the epoch. */
  readonly ended?: number;
  readonly error?: string;
}

export type BuildEvent =
  /** First of all. */
  | { readonly kind: 'builder'; readonly builder: BuilderKind }
  /** A step is new or has changed. */
  | { readonly kind: 'step'; readonly step: BuilderStep }
  /** How far a step is, in bytes where it tells. */
  | {
      readonly kind: 'progress';
      readonly step: string;
      readonly text: string;
      readonly current?: number;
      readonly total?: number;
    }
  /** Whole lines that a step printed. */
  | { readonly kind: 'output'; readonly step?: string; readonly text: string }
  /** Something the builder would have otherwise; `line` counts from 1. */
  | { readonly kind: 'warning'; readonly message: string; readonly line?: number }
  | { readonly kind: 'image'; readonly id: string }
  | { readonly kind: 'error'; readonly message: string };

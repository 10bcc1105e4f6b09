import type { Container, ContainerDetail } from '../../app/containers.ts';
import type { EngineVersion } from '../../app/engine.ts';
import type { LogSource } from '../../app/logs.ts';
import type { StatsSample } from '../../app/stats.ts';

/**
 * Everything Gantry asks of an engine, in our words. One object speaks to one endpoint and holds no connection between
 * calls. Every failure is a ProblemError. Every stream ends when its signal aborts, and ends by throwing
 * `engine-unreachable` when the connection breaks.
 */
export interface Engine {
  /** Agrees on an API version and says who answers. The first thing to ask. */
  version(signal: AbortSignal): Promise<EngineVersion>;
  /** One small round trip; rejects with `timeout` after 5 s of silence. */
  ping(signal: AbortSignal): Promise<void>;
  /** All that changes, as it happens. Yields once with `kind: 'ready'` when the engine has accepted the request. */
  events(signal: AbortSignal): AsyncIterable<EngineEvent>;
  readonly containers: EngineContainers;
}

export type EngineEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'container'; readonly id: string; readonly action: string };

export interface EngineContainers {
  /** `running` lists only those that run (fast however many have ended). May lag behind an event; `read` does not. */
  list(scope: 'all' | 'running', signal: AbortSignal): Promise<Container[]>;
  /** The named containers as they are after any event that named them; those that are gone are left out. */
  read(ids: readonly string[], signal: AbortSignal): Promise<Container[]>;
  inspect(id: string, signal: AbortSignal): Promise<ContainerDetail>;
  start(id: string, signal: AbortSignal): Promise<void>;
  stop(id: string, signal: AbortSignal): Promise<void>;
  restart(id: string, signal: AbortSignal): Promise<void>;
  pause(id: string, signal: AbortSignal): Promise<void>;
  unpause(id: string, signal: AbortSignal): Promise<void>;
  kill(id: string, signal: AbortSignal): Promise<void>;
  /** Forced. A container that is already gone counts as removed. */
  remove(id: string, volumes: boolean, signal: AbortSignal): Promise<void>;
  /** Batches of log entries, one batch per read; see `LogEntry`. */
  logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<LogEntry[]>;
  stats(id: string, signal: AbortSignal): AsyncIterable<StatsSample>;
  /** Runs a command on a TTY inside the container. */
  exec(id: string, options: ExecOptions, signal: AbortSignal): Promise<ExecSession>;
  /** Runs a command without output and waits for its exit code. */
  run(id: string, command: readonly string[], signal: AbortSignal): Promise<number>;
}

export interface LogOptions {
  /** Lines from the end, or `all` (with `since`). */
  readonly tail: number | 'all';
  /** RFC 3339 with nanoseconds; inclusive, as the engine means it. */
  readonly since?: string;
  readonly follow: boolean;
}

/** One whole line: frames that lack a line end were joined. `time` is '' if the engine gave none. */
export interface LogEntry {
  readonly time: string;
  readonly source: LogSource;
  readonly text: string;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly cols: number;
  readonly rows: number;
}

/** A running TTY command. */
export interface ExecSession {
  /** What it prints; ends when the command ends or the connection breaks. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Resolves when the bytes are handed to the system (back-pressure). */
  write(data: Uint8Array): Promise<void>;
  resize(cols: number, rows: number): Promise<void>;
  /** The exit code once the output has ended; undefined if the engine cannot say. */
  exitCode(): Promise<number | undefined>;
  /** Cuts the connection; the command inside may go on (end it first). */
  close(): void;
}

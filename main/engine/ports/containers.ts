import type { Container, ContainerDetail, ContainerRecipe } from '../../../app/containers.ts';
import type { ContainerSpec } from '../../../app/create.ts';
import type { ImageDetail } from '../../../app/images.ts';
import type { StatsSample } from '../../../app/stats.ts';
import type { LogBlock } from '../log-block.ts';

/** What Gantry asks of an engine's containers. */
export interface EngineContainers {
  /** `running` lists only those that run (fast however many have ended). May lag behind an event; `read` does not. */
  list(scope: 'all' | 'running', signal: AbortSignal): Promise<Container[]>;
  /** The named containers as they are after any event that named them; those that are gone are left out. */
  read(ids: readonly string[], signal: AbortSignal): Promise<Container[]>;
  inspect(id: string, signal: AbortSignal): Promise<ContainerDetail>;
  /**
   * From an inspected container back to what `create` takes.
   * @param image what it was made from, if that is still there: what it brings is left out
   */
  readSpec(made: ContainerDetail, image: ImageDetail | undefined, signal: AbortSignal): Promise<ContainerRecipe>;
  /** Does not pull: `not-found` with the field `image` when that is missing. Problems name the field they are about. */
  create(spec: ContainerSpec, signal: AbortSignal): Promise<CreatedContainer>;
  /** Starts one that was just created; problems name the field of its spec that they are about. */
  launch(id: string, signal: AbortSignal): Promise<void>;
  start(id: string, signal: AbortSignal): Promise<void>;
  stop(id: string, signal: AbortSignal): Promise<void>;
  restart(id: string, signal: AbortSignal): Promise<void>;
  pause(id: string, signal: AbortSignal): Promise<void>;
  unpause(id: string, signal: AbortSignal): Promise<void>;
  kill(id: string, signal: AbortSignal): Promise<void>;
  /** A name that is taken is a `conflict` with the field `name`. */
  rename(id: string, name: string, signal: AbortSignal): Promise<void>;
  /** Forced. A container that is already gone counts as removed. */
  remove(id: string, volumes: boolean, signal: AbortSignal): Promise<void>;
  /** Whole lines (what lacks a line end was joined), a block per read. */
  logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<LogBlock>;
  stats(id: string, signal: AbortSignal): AsyncIterable<StatsSample>;
  /** Runs a command on a TTY inside the container. */
  exec(id: string, options: ExecOptions, signal: AbortSignal): Promise<ExecSession>;
  /** Runs a command without a TTY and waits for its end, as long as it takes. */
  run(id: string, options: RunOptions, signal: AbortSignal): Promise<CommandResult>;
}

export interface CreatedContainer {
  readonly id: string;
  /** What the engine would have otherwise, in its words. */
  readonly warnings: readonly string[];
}

export interface LogOptions {
  /** Lines from the end, or `all` (with `since`). */
  readonly tail: number | 'all';
  /** RFC 3339 with nanoseconds; inclusive, as the engine means it. */
  readonly since?: string;
  readonly follow: boolean;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly cols: number;
  readonly rows: number;
}

export interface RunOptions {
  readonly command: readonly string[];
  /** Besides what the container's processes get. */
  readonly env?: readonly string[];
  /** A name or number inside the container; the container's own without. */
  readonly user?: string;
}

export interface CommandResult {
  /** 126 or 127 where there is no such command. */
  readonly exitCode: number;
  /** The first 64 KiB of what it wrote to its standard output. */
  readonly output: string;
}

/** A running TTY command. */
export interface ExecSession {
  /** What it prints; ends when the command ends or the connection breaks. */
  readonly output: AsyncIterable<Uint8Array>;
  /** Resolves when the bytes are handed to the system (back-pressure). */
  write(data: Uint8Array): Promise<void>;
  /** The newest size wins, however many are asked for at once. */
  resize(cols: number, rows: number): Promise<void>;
  /** Whether its process is there: an engine may take a moment to start it, and says nothing when it has. */
  isRunning(signal: AbortSignal): Promise<boolean>;
  /** The exit code once the output has ended; undefined if the engine cannot say. */
  exitCode(): Promise<number | undefined>;
  /** Cuts the connection; the command inside may go on (end it first). */
  close(): void;
}

import type { ChangedLimits, ContainerLimits, LimitChange } from '../../../app/container/limits.ts';
import type { Changes, Container, ContainerDetail, ContainerRecipe, Top } from '../../../app/containers.ts';
import type { ContainerSpec } from '../../../app/create.ts';
import type { ImageDetail } from '../../../app/images.ts';
import type { LogSource } from '../../../app/logs.ts';
import type { StatsSample } from '../../../app/stats.ts';
import type { LogBlock } from './log-block.ts';

/** What Gantry asks of an engine's containers. */
export interface EngineContainers {
  /** `running` lists only those that run (fast however many have ended). May lag behind an event; `read` does not. */
  list(scope: 'all' | 'running', signal: AbortSignal): Promise<Container[]>;
  /** The named containers as they are after any event that named them; those that are gone are left out. */
  read(ids: readonly string[], signal: AbortSignal): Promise<Container[]>;
  inspect(id: string, signal: AbortSignal): Promise<ContainerDetail>;
  /** What runs in a container now; fails unless it runs. */
  top(id: string, signal: AbortSignal): Promise<Top>;
  /** What it changed in its files against its image. */
  changes(id: string, signal: AbortSignal): Promise<Changes>;
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
  /** @param seconds that it has to end by itself, `noEnd` for as many as it takes; its own without */
  stop(id: string, signal: AbortSignal, seconds?: number): Promise<void>;
  restart(id: string, signal: AbortSignal): Promise<void>;
  pause(id: string, signal: AbortSignal): Promise<void>;
  unpause(id: string, signal: AbortSignal): Promise<void>;
  /** @param name what is sent: a signal's name or number; KILL without. One that the engine has not names the field `signal` */
  kill(id: string, signal: AbortSignal, name?: string): Promise<void>;
  /** A name that is taken is a `conflict` with the field `name`. */
  rename(id: string, name: string, signal: AbortSignal): Promise<void>;
  /** What holds it back. */
  limits(id: string, signal: AbortSignal): Promise<ContainerLimits>;
  /** Changes limits, and looks at what became of them; a refusal names the field that it is about. */
  update(id: string, change: LimitChange, signal: AbortSignal): Promise<ChangedLimits>;
  /** Forced. A container that is already gone counts as removed. */
  remove(id: string, volumes: boolean, signal: AbortSignal): Promise<void>;
  /** Never forced: rejects with `in-use` where it runs. One that is already gone counts as removed. */
  removeEnded(id: string, volumes: boolean, signal: AbortSignal): Promise<void>;
  /** Whole lines (what lacks a line end was joined), a block per read. */
  logs(id: string, options: LogOptions, signal: AbortSignal): AsyncIterable<LogBlock>;
  /** Whether a tail that is followed may lack what was printed in between. Known once something was asked. */
  tailHasGaps?(): boolean;
  stats(id: string, signal: AbortSignal): AsyncIterable<StatsSample>;
  /** All that runs in a container now. Rejects where the engine's machine has no `ps` that tells it. */
  processes(id: string, signal: AbortSignal): Promise<readonly ContainerProcess[]>;
  /**
   * Which of some absolute paths are there, in their order; also in one that does not run. What is mounted only while it runs
   * may not be seen.
   */
  hasPaths(id: string, paths: readonly string[], signal: AbortSignal): Promise<boolean[]>;
  /** Runs a command on a TTY inside the container. */
  exec(id: string, options: ExecOptions, signal: AbortSignal): Promise<ExecSession>;
  /** Runs a command without a TTY inside the container, to be talked to. */
  pipe(id: string, options: Omit<ExecOptions, 'cols' | 'rows'>, signal: AbortSignal): Promise<PipedSession>;
  /**
   * Connects to the main process of a container that has a TTY. Read it all the time: a program whose output nobody takes
   * stands still. Of one that does not run nothing ever comes.
   */
  attach(id: string, options: AttachOptions, signal: AbortSignal): Promise<ExecSession>;
  /** The same of one that has no TTY. */
  attachPiped(id: string, options: AttachOptions, signal: AbortSignal): Promise<PipedSession>;
  /** Runs a command without a TTY and waits for its end, as long as it takes. */
  run(id: string, options: RunOptions, signal: AbortSignal): Promise<CommandResult>;
}

/** A process of a container. Numbers are those of the engine's machine. */
export interface ContainerProcess {
  readonly pid: number;
  /** 0 where that is none of the container. */
  readonly parent: number;
  /** The kernel's session that it is in; undefined where the engine does not tell. */
  readonly session: number | undefined;
  /** CPU time that it has had, in s: engines tell whole seconds. */
  readonly cpu: number;
}

export interface CreatedContainer {
  readonly id: string;
  /** What the engine would have otherwise, in its words. */
  readonly warnings: readonly string[];
  /** Limits that were asked for and have no effect, where the engine does not warn of that itself. */
  readonly ignored: readonly Limit[];
}

export type Limit = 'memory' | 'cpus';

export interface LogOptions {
  /** Lines from the end, or `all` (with `since`). */
  readonly tail: number | 'all';
  /** RFC 3339 with nanoseconds; inclusive, and what is a microsecond earlier may come, too. */
  readonly since?: string;
  readonly follow: boolean;
}

/** As whom, and where, a command runs; what is absent is as the container has it. */
export interface RunAs {
  /** A name or number inside the container, with `:group` or without. */
  readonly user?: string;
  /** Absolute, inside the container. */
  readonly workdir?: string;
  /** With all that the engine's machine may do. */
  readonly privileged?: boolean;
}

export interface ExecOptions extends RunAs {
  /** Waits until it runs, and rejects where it cannot: the problem names the field that it is about. */
  readonly untilRunning?: boolean;
  readonly command: readonly string[];
  readonly env: readonly string[];
  readonly cols: number;
  readonly rows: number;
}

export interface RunOptions extends RunAs {
  readonly command: readonly string[];
  /** Besides what the container's processes get. */
  readonly env?: readonly string[];
}

export interface CommandResult {
  /** 126 or 127 where there is no such command. */
  readonly exitCode: number;
  /** The first 64 KiB of what it wrote to its standard output. */
  readonly output: string;
}

export interface AttachOptions {
  /** Whether it is to be written to; only where its standard input is open. */
  readonly input: boolean;
  /** Whether all that its log holds comes first. What is printed at that moment may come twice on Podman. */
  readonly replay: boolean;
}

/** What a process without a TTY prints at once, to one of its outputs. */
export interface PipedPart {
  readonly source: LogSource;
  readonly data: Uint8Array;
}

/** A running TTY command. */
export type ExecSession = ProcessSession<Uint8Array>;

/** A running command without a TTY: no size means anything to it. */
export type PipedSession = ProcessSession<PipedPart>;

export interface ProcessSession<Part> {
  /** What it prints; ends when the command ends or the connection breaks. */
  readonly output: AsyncIterable<Part>;
  /** Resolves when the bytes are handed to the system (back-pressure). */
  write(data: Uint8Array): Promise<void>;
  /** Says that nothing more is written: without a TTY a program that reads is at its input's end. */
  endInput(): void;
  /** The newest size wins, however many are asked for at once. */
  resize(cols: number, rows: number): Promise<void>;
  /**
   * Its process as the engine's machine counts, while that is there: an engine may take a moment to start it, and says
   * nothing when it has.
   */
  pid(signal: AbortSignal): Promise<number | undefined>;
  /** The exit code once the output has ended; undefined if the engine cannot say. */
  exitCode(): Promise<number | undefined>;
  /** Cuts the connection; the command inside may go on (end it first). */
  close(): void;
}

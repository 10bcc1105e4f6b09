import * as z from 'zod/mini';
import { type ChangedLimits, type ContainerLimits, LimitChange } from './container/limits.ts';
import type { Removal } from './container/removal.ts';
import { ContainerName, type ContainerSpec } from './create.ts';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';

/** Names a container: its full id, 64 hex digits. Never a name or a prefix. */
export const ContainerId = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export type ContainerId = z.infer<typeof ContainerId>;

/** Names one container on one engine. */
export const EngineContainer = z.object({ engine: EngineId, id: ContainerId });
export type EngineContainer = z.infer<typeof EngineContainer>;

export const containerStates = [
  'created',
  'running',
  'paused',
  'restarting',
  'removing',
  'exited',
  'dead',
  'unknown',
] as const;
export type ContainerState = (typeof containerStates)[number];

/** `none` also where the engine does not say. */
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy';

export interface Port {
  readonly containerPort: number;
  readonly protocol: string;
  /** Address on the engine's host, empty when not published; IPv4 and IPv6 wildcards are folded into `0.0.0.0`. */
  readonly hostIp: string;
  readonly hostPort?: number;
}

/** One container as a list shows it. */
export interface Container {
  readonly id: string;
  /** Without the leading slash. */
  readonly name: string;
  /** As the person wrote it when it was created, shortened the way Docker does (`busybox`, not `docker.io/library/busybox`). */
  readonly image: string;
  readonly imageId: string;
  /** ms since the epoch, in whole seconds: no engine's list is more precise. */
  readonly created: number;
  readonly state: ContainerState;
  readonly health: Health;
  /** Only when the engine says so for a container that ended. */
  readonly exitCode?: number;
  /** It ended because somebody asked for it, as far as the engine told: it was stopped or killed on purpose. */
  readonly stopped?: true;
  /** It was Gantry that asked for that. */
  readonly stoppedHere?: true;
  /** It was made and could not be started; only where that was read from the container itself: lists do not say it. */
  readonly notStarted?: true;
  /** It was ended for want of memory; only where that was read from the container itself: lists do not say it. */
  readonly oomKilled?: true;
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
  /** Names of the volumes it mounts, sorted. */
  readonly volumes: readonly string[];
  /** Names of the networks it is on, sorted. */
  readonly networks: readonly string[];
  /** Compose project and service, from labels. */
  readonly project?: string;
  readonly service?: string;
}

export interface Mount {
  readonly type: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface NetworkAttachment {
  readonly network: string;
  /** The network's id; empty where the engine does not say. */
  readonly id: string;
  readonly ip: string;
  readonly aliases: readonly string[];
}

export interface HealthProbe {
  /** ms since the epoch. */
  readonly start: number;
  readonly exitCode: number;
  readonly output: string;
}

/** How a container is asked whether it is well. */
export interface HealthCheck {
  /** As a command line. */
  readonly command: string;
  /** How many times it failed in a row, up to now. */
  readonly failures: number;
}

/** A field of an inspect by the engine's name for it, e.g. `HostConfig.CapAdd`. */
export interface RestField {
  readonly field: string;
  readonly value: unknown;
}

/** What a container was made with. */
export interface ContainerRecipe {
  /** Makes it again; what its image brings anyway is left out. It says `start`, which no engine keeps. */
  readonly spec: ContainerSpec;
  /** What no spec can say, field by field: one that is made by the spec alone goes without. */
  readonly rest: readonly RestField[];
  /** The engine tells neither kernel settings nor log options nor fixed addresses: those that were asked for are in neither. */
  readonly untold?: true;
}

/** One container as its detail shows it; `raw` is the engine's own inspect answer. */
export interface ContainerDetail {
  readonly id: string;
  readonly name: string;
  readonly image: string;
  readonly imageId: string;
  readonly state: ContainerState;
  readonly health: Health;
  /** Absent where nothing is checked. */
  readonly check?: HealthCheck;
  /** What the last checks gave, oldest first. */
  readonly probes: readonly HealthProbe[];
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Bytes of memory that it may have at most; absent where it has no limit of its own. */
  readonly memoryLimit?: number;
  /** Why the engine could not start it, in its words. */
  readonly error: string;
  /** ms since the epoch; 0 when it never happened. */
  readonly created: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly restartCount: number;
  readonly restartPolicy: string;
  readonly tty: boolean;
  /** Whether its main process can be written to; `once`: only until whoever first does so lets go of it. */
  readonly stdin: 'closed' | 'open' | 'once';
  readonly logDriver: string;
  readonly command: readonly string[];
  readonly workingDir: string;
  readonly user: string;
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly Port[];
  /** The ports of the engine's machine that it is to have while it runs; without those that the engine chooses. */
  readonly wantedPorts: readonly Port[];
  readonly mounts: readonly Mount[];
  readonly networks: readonly NetworkAttachment[];
  readonly raw: unknown;
}

/** One of the last lines that a container printed. */
export interface LastLine {
  readonly source: 'stdout' | 'stderr';
  /** Without the line end; may hold escape sequences; its first kB. */
  readonly text: string;
}

/** A process of a container, in the words of the engine. */
export interface TopProcess {
  /** As the engine counts: Docker those of its machine, Podman those of the container. */
  readonly pid: number;
  /** The `pid` that it is a child of; it need not be listed. */
  readonly parent: number;
  readonly user: string;
  /** Percent of one core, over its whole life. */
  readonly cpu: string;
  /** Resident bytes; absent where the engine does not say. */
  readonly memory?: number;
  /** Of the processor. */
  readonly time: string;
  readonly command: string;
}

/** The processes of a container at one moment. */
export interface Top {
  readonly processes: readonly TopProcess[];
  /** How many more there are. */
  readonly more: number;
}

/** What became of a file or a folder: it is not in the image; it is there otherwise; it is only in the image. */
export const changeKinds = ['added', 'changed', 'deleted'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A file or a folder that a container has otherwise than its image. */
export interface FileChange {
  /** Absolute; may hold any character but NUL. */
  readonly path: string;
  readonly kind: ChangeKind;
}

/** What a container changed in its files. What is in volumes and other mounts is no part of it. */
export interface Changes {
  /** In the order of their paths. A folder that is changed by what is in it alone is not told. */
  readonly files: readonly FileChange[];
  /** How many of each kind there are in all. */
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** How many there are beside `files`. */
  readonly more: number;
  /** Bytes of its writable layer; absent where the engine does not say. */
  readonly size?: number;
}

/**
 * What may be sent to a container by name, with `SIG` or without, or by number. Which names there are is the engine's to
 * say: they are those of its machine.
 */
export const SignalName = z.string().check(z.regex(/^(?:[1-9]|[1-5]\d|6[0-4]|(?:SIG)?[A-Z][A-Z0-9+-]{0,14})$/));

/** Whether a signal ends whatever gets it, which has no say in that. */
export function isKill(signal: string): boolean {
  return /^(?:9|(?:SIG)?KILL)$/.test(signal);
}

/** Of a stop: until the container ends by itself. */
export const noEnd = -1;
/** A year. */
export const mostStopSeconds = 31_536_000;
/** Seconds in which a container may end by itself after it was asked to, before it is killed; or `noEnd`. */
export const StopSeconds = z.int().check(z.minimum(noEnd), z.maximum(mostStopSeconds));

export const containers = {
  /** The first step may hold only the running ones. */
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<Container>>(),
  inspect: call('safe', EngineContainer).returns<ContainerDetail>(),
  /**
   * What it printed last: at most ten lines, those of its standard error before all others, each in the order in which they
   * were printed. `unsupported` where its log cannot be read.
   */
  lastLines: call('safe', EngineContainer).returns<readonly LastLine[]>(),
  /**
   * What runs in it now; fails unless it runs. No engine signals one process of a container, but for its first one by `kill`.
   */
  top: call('safe', EngineContainer).returns<Top>(),
  /** What it changed in its files against its image: the first 20,000 of that. The engine looks through all of them. */
  changes: call('safe', EngineContainer).returns<Changes>(),
  /** What it was made with, read from the container and its image. */
  recipe: call('safe', EngineContainer).returns<ContainerRecipe>(),
  /** What holds it back, now. */
  limits: call('safe', EngineContainer).returns<ContainerLimits>(),
  start: call('changes', EngineContainer).returns<void>(),
  /**
   * Resolves once it has ended. Without `seconds` it has the time that it was made with. Whoever cancels it waits no longer;
   * the container was asked to end all the same.
   */
  stop: call('changes', z.object({ ...EngineContainer.shape, seconds: z.optional(StopSeconds) })).returns<void>(),
  restart: call('changes', EngineContainer).returns<void>(),
  pause: call('changes', EngineContainer).returns<void>(),
  unpause: call('changes', EngineContainer).returns<void>(),
  /**
   * Sends a signal to its first process, KILL without `signal`, and waits for nothing. Rejects with `invalid-input` and the
   * field `signal` where the engine knows no such signal.
   */
  kill: call('changes', z.object({ ...EngineContainer.shape, signal: z.optional(SignalName) })).returns<void>(),
  /** Rejects with `conflict` and the field `name` where that is taken. */
  rename: call('changes', z.object({ ...EngineContainer.shape, name: ContainerName })).returns<void>(),
  /**
   * Changes limits of it while it goes on. Rejects with the field that the engine refuses; `unsupported` where the engine's
   * features lack that.
   */
  update: call('changes', z.object({ ...EngineContainer.shape, change: LimitChange })).returns<ChangedLimits>(),
  /** Runs its health check now and tells what came of it; `unsupported` where the engine's features lack that. */
  checkHealth: call('changes', EngineContainer).returns<Health>(),
  /**
   * Removes the container even if it runs; `volumes` also removes its anonymous volumes. What makes it again is kept: see
   * `recipes`.
   */
  remove: call('changes', z.object({ ...EngineContainer.shape, volumes: z.boolean() })).returns<Removal>(),
  /** Those that do not run, whatever they once were. */
  prunePreview: call('safe', z.object({ engine: EngineId })).returns<readonly Container[]>(),
  /** Removes those that do not run by then, as `remove` does; what runs again stays, and is said. */
  prune: call(
    'changes',
    z.object({
      engine: EngineId,
      containers: z.array(ContainerId).check(z.minLength(1), z.maxLength(10_000)),
      volumes: z.boolean(),
    }),
  ).returns<StartedTask>(),
};

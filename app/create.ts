import * as z from 'zod/mini';
import { minMemory, restartPolicies } from './container/limits.ts';
import { Ulimit } from './container/ulimits.ts';
import { EngineId } from './engines/engine.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { ImageRef } from './text/image-reference.ts';
import { VolumeName } from './volumes.ts';

export const protocols = ['tcp', 'udp', 'sctp'] as const;
export type Protocol = (typeof protocols)[number];

export const mountTypes = ['bind', 'volume', 'tmpfs'] as const;
export type MountType = (typeof mountTypes)[number];

/** Text that an engine takes as it is; a NUL would end it early there. */
const Text = (most: number) =>
  z.string().check(
    z.maxLength(most),
    z.refine((text) => !text.includes('\0')),
  );
const Filled = (most: number) => Text(most).check(z.minLength(1));

/** What may be the name of a container. */
export const ContainerName = z.string().check(z.maxLength(128), z.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/));
/** What may be the name of a variable: everything that leaves `NAME=value` readable. */
export const EnvName = Filled(500).check(z.regex(/^[^=\s]+$/));
/** `1000`, `app`, `1000:1000`. */
export const UserName = Filled(200).check(z.regex(/^[^\s:]+(:[^\s:]+)?$/));
export const PortNumber = z.int().check(z.minimum(1), z.maximum(65_535));
/** An address of the engine's host, IPv4 or IPv6. */
export const HostIp = z
  .string()
  .check(z.maxLength(45), z.regex(/^(\d{1,3}(\.\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$/));
/** A network by name or id, or `container:name`. */
export const NetworkName = Filled(255).check(z.regex(/^[\w][\w.:-]*$/));

/** A host's name, of one or several labels. */
export const HostName = z.string().check(z.maxLength(63), z.regex(/^[a-zA-Z0-9][\w.-]*$/));
/** Without the `CAP_` that engines put before it, or `ALL`. */
export const Capability = z.string().check(z.maxLength(60), z.regex(/^(?!CAP_)[A-Z][A-Z_]+$/));
/** A name that the container knows besides those of its DNS server, and its address; `host-gateway` is the engine's host. */
export const ExtraHost = z.tuple([
  Filled(255).check(z.regex(/^[^\s:=,]+$/)),
  z.union([HostIp, z.literal('host-gateway')]),
]);
/** A setting of the kernel, as `net.core.somaxconn`, or of a log driver, with its value. */
export const Setting = z.tuple([Filled(255).check(z.regex(/^[\w./-]+$/)), Text(4096)]);

const DevicePath = Filled(4096).check(z.regex(/^\/[^:]*$/));
/** A device of the engine's host, where it is seen inside, and what may be done with it: read, write, make nodes of it. */
export const Device = z.object({
  source: DevicePath,
  target: DevicePath,
  permissions: z.string().check(z.regex(/^r?w?m?$/), z.minLength(1)),
});
export type Device = z.infer<typeof Device>;

/**
 * Without those of which a command line says something else than the engine is told: `seccomp=` of a file's contents,
 * `systempaths=`.
 */
export const SecurityOption = Filled(4096).check(
  z.regex(/^(no-new-privileges([:=](true|false))?|(label|apparmor)[:=]\S+|seccomp[:=](unconfined|builtin))$/),
);
/** `SIGTERM`, `RTMIN+3` or a number. */
export const StopSignal = z.string().check(z.regex(/^([1-9]\d?|[A-Z][A-Z0-9]{1,12}([+-]\d{1,2})?)$/));
/** In ms; Docker refuses less than one. */
const Duration = z.int().check(z.minimum(1), z.maximum(2 ** 42));
export const DriverName = Filled(255).check(z.regex(/^[\w.:/-]+$/));
const some = <T>(item: z.ZodMiniType<T>) => z.optional(z.array(item).check(z.minLength(1), z.maxLength(200)));

/** What is asked for less often: each is absent where the image or the engine decides. */
export const moreOptions = {
  /** Keeps input open, although nobody is attached. */
  stdin: z.optional(z.literal(true)),
  /** Runs a small init as process 1. */
  init: z.optional(z.literal(true)),
  readOnlyRoot: z.optional(z.literal(true)),
  /** Every port that the image exposes, on any free port of the host. */
  publishAll: z.optional(z.literal(true)),
  hostname: z.optional(HostName),
  dns: some(HostIp),
  dnsSearch: some(HostName),
  extraHosts: some(ExtraHost),
  capAdd: some(Capability),
  capDrop: some(Capability),
  securityOptions: some(SecurityOption),
  /** Groups by name or number. */
  groups: some(Filled(200).check(z.regex(/^[^\s:]+$/))),
  devices: some(Device),
  /** Bytes of `/dev/shm`. */
  shmSize: z.optional(z.int().check(z.minimum(1), z.maximum(2 ** 50))),
  /** Processes and threads; -1 is no limit. */
  pidsLimit: z.optional(
    z.int().check(
      z.minimum(-1),
      z.maximum(2 ** 31),
      z.refine((count) => count !== 0),
    ),
  ),
  /** Bytes of memory and swap together; -1 is no limit. Only with a limit of memory. */
  memorySwap: z.optional(z.union([z.literal(-1), z.int().check(z.minimum(minMemory), z.maximum(2 ** 50))])),
  ulimits: some(Ulimit),
  sysctls: some(Setting),
  /** Absent: the engine's. */
  logDriver: z.optional(DriverName),
  logOptions: some(Setting),
  /** For a shell of the image. */
  healthCommand: z.optional(Filled(10_000)),
  healthInterval: z.optional(Duration),
  healthTimeout: z.optional(Duration),
  healthStartPeriod: z.optional(Duration),
  healthRetries: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  /** Takes the image's own away. */
  noHealthcheck: z.optional(z.literal(true)),
  stopSignal: z.optional(StopSignal),
  /** Seconds; -1 waits for ever. */
  stopTimeout: z.optional(z.int().check(z.minimum(-1), z.maximum(1_000_000_000))),
} as const;
/** Fields of a spec that are asked for less often. */
export type MoreOption = keyof typeof moreOptions;

/** An absolute path on the engine's host; that may run Windows. */
export const isHostPath = (path: string): boolean => /^(\/|[A-Za-z]:[\\/])/.test(path);

export const PortSpec = z.object({
  /** Absent: all addresses. */
  hostIp: z.optional(HostIp),
  /** Absent: the engine chooses a free one. */
  hostPort: z.optional(PortNumber),
  containerPort: PortNumber,
  protocol: z.enum(protocols),
});
export type PortSpec = z.infer<typeof PortSpec>;

export const MountSpec = z
  .object({
    type: z.enum(mountTypes),
    /** A folder of the engine's host, or a volume's name; empty for an anonymous volume and for tmpfs. */
    source: Text(4096),
    /** An absolute path inside. */
    target: Filled(4096).check(z.regex(/^\/|^[A-Za-z]:[\\/]/)),
    readOnly: z.boolean(),
  })
  .check(
    z.refine(
      ({ type, source }) =>
        type === 'bind'
          ? isHostPath(source)
          : source === '' || (type === 'volume' && VolumeName.safeParse(source).success),
      { error: 'Not a source of this type.' },
    ),
  );
export type MountSpec = z.infer<typeof MountSpec>;

export const healthFields = [
  'healthCommand',
  'healthInterval',
  'healthTimeout',
  'healthStartPeriod',
  'healthRetries',
] as const;

/** What to create. Bounds are far above what anybody types and below what an engine chokes on. */
export const ContainerSpec = z
  .object({
    image: ImageRef,
    /** Absent: the engine makes one up. */
    name: z.optional(ContainerName),
    /** Absent: the image's own. */
    command: z.optional(z.array(Text(100_000)).check(z.minLength(1), z.maxLength(1000))),
    entrypoint: z.optional(z.array(Text(100_000)).check(z.minLength(1), z.maxLength(1000))),
    workdir: z.optional(Filled(4096)),
    user: z.optional(UserName),
    env: z.array(z.tuple([EnvName, Text(100_000)])).check(z.maxLength(1000)),
    labels: z.array(z.tuple([Filled(500), Text(10_000)])).check(z.maxLength(1000)),
    ports: z.array(PortSpec).check(z.maxLength(200)),
    mounts: z.array(MountSpec).check(z.maxLength(200)),
    /** Absent: the engine's default. */
    network: z.optional(NetworkName),
    restart: z.enum(restartPolicies),
    /** Only with `on-failure`; absent: without end. */
    maxRetries: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
    /** Bytes; absent: no limit. */
    memory: z.optional(z.int().check(z.minimum(minMemory), z.maximum(2 ** 50))),
    /** Cores, e.g. 0.5; absent: no limit. */
    cpus: z.optional(z.number().check(z.minimum(0.01), z.maximum(1024))),
    tty: z.boolean(),
    /** Remove it when it ends. */
    autoRemove: z.boolean(),
    /** False only creates it. */
    start: z.boolean(),
    ...moreOptions,
  })
  .check(
    z.refine(({ autoRemove, restart }) => !autoRemove || restart === 'no', {
      error: 'What is removed when it ends cannot be restarted.',
    }),
    z.refine(({ memory, memorySwap = -1 }) => memorySwap === -1 || (memory !== undefined && memory <= memorySwap), {
      error: 'Memory and swap together are at least as much as memory alone.',
      path: ['memorySwap'],
    }),
    z.refine((spec) => spec.noHealthcheck === undefined || !healthFields.some((field) => spec[field] !== undefined), {
      error: 'There is a health check, or there is none.',
    }),
  );
export type ContainerSpec = z.infer<typeof ContainerSpec>;

/** The least that a container is made of: an image that is started, and nothing else that anybody asked for. */
export function specOf(image: string): ContainerSpec {
  return {
    image,
    env: [],
    labels: [],
    ports: [],
    mounts: [],
    restart: 'no',
    tty: false,
    autoRemove: false,
    start: true,
  };
}

export const pullPolicies = ['missing', 'always', 'never'] as const;
export type PullPolicy = (typeof pullPolicies)[number];

/** The part of a spec that a failed run was about, as `Problem.field` names it. */
export type SpecField =
  | ('image' | 'name' | 'ports' | 'mounts' | 'network' | 'limits' | 'command' | 'user' | 'workdir')
  | MoreOption;

export const create = {
  /** Pulls the image where that is asked for, creates, starts. The task's result: `container` (id) and `name`. */
  run: call(
    'changes',
    z.object({ engine: EngineId, spec: ContainerSpec, pull: z.enum(pullPolicies) }),
  ).returns<StartedTask>(),
};

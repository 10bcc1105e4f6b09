import * as z from 'zod/mini';

export const restartPolicies = ['no', 'always', 'unless-stopped', 'on-failure'] as const;
export type RestartPolicy = (typeof restartPolicies)[number];

/** Docker refuses less. */
export const minMemory = 6 * 1024 * 1024;

/** As much as there is, of swap and of processes. */
export const noLimit = -1;

/** What holds a container back that is there, as its engine has it. */
export interface ContainerLimits {
  readonly restart: RestartPolicy;
  /** Only with `on-failure`; absent: without end. */
  readonly maxRetries?: number;
  /** It is removed when it ends: nothing restarts it. */
  readonly autoRemove: boolean;
  /** Bytes; absent: no limit. */
  readonly memory?: number;
  /** Bytes of memory and swap together, or `noLimit`; absent where the engine names none. */
  readonly memorySwap?: number;
  /** Cores; absent: no limit. */
  readonly cpus?: number;
  /** µs. Where it is there, cores can be given to the engine only as a quota of so long a time. */
  readonly cpuPeriod?: number;
  /** Processes and threads; absent: no limit. */
  readonly pids?: number;
}

/** A part of the limits, as `Problem.field` names it. */
export const limitFields = ['restart', 'memory', 'memorySwap', 'cpus', 'pids'] as const;
export type LimitField = (typeof limitFields)[number];

const Bytes = z.int().check(z.minimum(minMemory), z.maximum(2 ** 50));

/** What to change, at least one thing; what is absent stays. No engine takes away a limit of memory or cores. */
export const LimitChange = z
  .object({
    restart: z.optional(
      z
        .object({
          policy: z.enum(restartPolicies),
          /** Absent: without end. */
          maxRetries: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
        })
        .check(
          z.refine(({ policy, maxRetries }) => maxRetries === undefined || policy === 'on-failure', {
            error: 'Only what is restarted on failure is so a number of times.',
          }),
        ),
    ),
    memory: z.optional(Bytes),
    memorySwap: z.optional(z.union([z.literal(noLimit), Bytes])),
    cpus: z.optional(z.number().check(z.minimum(0.01), z.maximum(1024))),
    pids: z.optional(z.union([z.literal(noLimit), z.int().check(z.minimum(1), z.maximum(4_194_304))])),
  })
  .check(
    z.refine((change) => Object.values(change).some((value) => value !== undefined), { error: 'Nothing is changed.' }),
    z.refine(({ memory = 0, memorySwap = noLimit }) => memorySwap === noLimit || memorySwap >= memory, {
      error: 'Memory and swap together are less than memory.',
    }),
  );
export type LimitChange = z.infer<typeof LimitChange>;

/** How a container is held back after a change. */
export interface ChangedLimits {
  readonly limits: ContainerLimits;
  /** What was to change and is not as it was asked for: the engine took it, and left it out. */
  readonly ignored: readonly LimitField[];
}

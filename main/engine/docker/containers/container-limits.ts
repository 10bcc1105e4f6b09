import {
  type ChangedLimits,
  type ContainerLimits,
  type LimitChange,
  type LimitField,
  limitFields,
  noLimit,
  type RestartPolicy,
  restartPolicies,
} from '../../../../app/container/limits.ts';
import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import { ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { figure, isRecord, record, text } from '../../../base/json.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';

/** µs, where neither the container nor the engine names another. */
const usualPeriod = 100_000;

/** What holds a container back. */
export async function containerLimits(http: EngineHttp, id: string, signal: AbortSignal): Promise<ContainerLimits> {
  const podman = await http.isPodman(signal);
  return readLimits(await http.json({ method: 'GET', path: `/containers/${id}/json` }, signal), podman);
}

/** The limits in the answer of `GET /containers/{id}/json`. Throws a ProblemError if it is about no container. */
export function readLimits(value: unknown, podman: boolean): ContainerLimits {
  if (!isRecord(value) || text(value['Id']) === '') throw notAnEngine('inspect without an id');
  const host = record(value['HostConfig']);
  const policy = record(host['RestartPolicy']);
  const restart = restartPolicies.find((name) => name === policy['Name']) ?? 'no';
  const above = (key: string): number | undefined => positive(figure(host[key]));
  const [nano, quota] = [above('NanoCpus'), above('CpuQuota')];
  const period = above('CpuPeriod') ?? usualPeriod;
  const cpus = quota === undefined ? nano && nano / 1e9 : quota / period;
  const swap = figure(host['MemorySwap']) ?? 0;
  const byQuota = podman || (quota !== undefined && nano === undefined);
  return {
    restart,
    ...given('maxRetries', restart === 'on-failure' ? positive(figure(policy['MaximumRetryCount'])) : undefined),
    autoRemove: host['AutoRemove'] === true,
    ...given('memory', above('Memory')),
    ...given('memorySwap', swap < 0 ? noLimit : positive(swap)),
    ...given('cpus', cpus),
    ...given('cpuPeriod', byQuota ? period : undefined),
    ...given('pids', above('PidsLimit')),
  };
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function given<K extends string>(key: K, value: number | undefined): Partial<Record<K, number>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, number>>);
}

/** Changes limits of a container that is there, and looks at what became of them. */
export async function updateContainer(
  http: EngineHttp,
  id: string,
  change: LimitChange,
  signal: AbortSignal,
): Promise<ChangedLimits> {
  const { features } = await http.agreed(signal);
  if (!features.updates) throw problem('unsupported', 'limits-fixed');
  const podman = await http.isPodman(signal);
  const raw = await http.json({ method: 'GET', path: `/containers/${id}/json` }, signal);
  const before = readLimits(raw, podman);
  refuse(change, before, !podman && isRecord(raw) && record(raw['State'])['Running'] === true);
  const send = (body: object) =>
    http.json({ method: 'POST', path: `/containers/${id}/update`, body }, signal, { bound: bounds.brief });
  try {
    await send(updateBody(change, before, podman));
  } catch (error) {
    // Podman keeps in its records what its runtime failed at.
    if (podman) await send(updateBody(changeBack(change, before), before, podman)).catch(() => undefined);
    throw explainUpdate(error, change);
  }
  const limits = await containerLimits(http, id, signal);
  return { limits, ignored: limitFields.filter((field) => isIgnored(field, change, limits)) };
}

/** What makes of the limits that are changed what they were. */
function changeBack({ restart, memory, memorySwap, cpus, pids }: LimitChange, before: ContainerLimits): LimitChange {
  const isMemory = memory !== undefined || memorySwap !== undefined;
  return {
    ...(restart ? { restart: { policy: before.restart, maxRetries: before.maxRetries } } : {}),
    ...(isMemory ? { memory: before.memory ?? noLimit, memorySwap: before.memorySwap ?? noLimit } : {}),
    ...(cpus === undefined || before.cpus === undefined ? {} : { cpus: before.cpus }),
    ...(pids === undefined ? {} : { pids: before.pids ?? noLimit }),
  };
}

/**
 * What engines would refuse in words of their own, or half do: Docker tells the runtime nothing of swap without a limit, so
 * that what runs keeps the one that it has.
 * @param keepsSwap it runs on Docker
 */
function refuse({ restart, memory, memorySwap }: LimitChange, before: ContainerLimits, keepsSwap: boolean): void {
  if (restart && restart.policy !== 'no' && before.autoRemove) {
    throw problem('conflict', 'restart-of-removed', { field: 'restart' });
  }
  if (keepsSwap && memorySwap === noLimit && before.memorySwap !== undefined && before.memorySwap !== noLimit) {
    throw problem('conflict', 'swap-of-running', { field: 'memorySwap' });
  }
  const swap = memorySwap ?? before.memorySwap;
  const most = memory ?? before.memory;
  if (swap !== undefined && swap !== noLimit && most !== undefined && most > swap) {
    throw problem('invalid-input', 'memory-above-swap', { field: memory === undefined ? 'memorySwap' : 'memory' });
  }
}

/**
 * The body of `POST /containers/{id}/update`. What it leaves out stays as it is, but for the restart policy on Podman, which
 * has none afterwards.
 */
export function updateBody(change: LimitChange, before: ContainerLimits, podman: boolean): object {
  const restart = change.restart ?? (podman ? { policy: before.restart, maxRetries: before.maxRetries } : undefined);
  const { memory, memorySwap, cpus, pids } = change;
  // Docker refuses memory alone where swap has no limit, or none is known: both go together.
  const swap = memorySwap ?? (memory === undefined ? undefined : (before.memorySwap ?? memory * 2));
  return {
    ...(restart ? { RestartPolicy: { Name: restart.policy, MaximumRetryCount: restart.maxRetries ?? 0 } } : {}),
    ...(memory === undefined ? {} : { Memory: memory }),
    ...(swap === undefined ? {} : { MemorySwap: swap }),
    ...(cpus === undefined ? {} : cpuBody(cpus, before)),
    ...(pids === undefined ? {} : { PidsLimit: pids }),
  };
}

function cpuBody(cpus: number, { cpuPeriod }: ContainerLimits): object {
  if (cpuPeriod === undefined) return { NanoCpus: Math.round(cpus * 1e9) };
  return { CpuPeriod: cpuPeriod, CpuQuota: Math.round(cpus * cpuPeriod) };
}

function isIgnored(field: LimitField, change: LimitChange, now: ContainerLimits): boolean {
  switch (field) {
    case 'restart':
      return change.restart !== undefined && !isPolicy(change.restart, now);
    case 'cpus':
      // A quota is in whole µs.
      return change.cpus !== undefined && Math.abs(change.cpus - (now.cpus ?? 0)) > 0.001;
    case 'memory':
      return change.memory !== undefined && change.memory !== now.memory;
    default: {
      const wanted = change[field];
      return wanted !== undefined && wanted !== (now[field] ?? noLimit);
    }
  }
}

function isPolicy({ policy, maxRetries }: NonNullable<LimitChange['restart']>, now: ContainerLimits): boolean {
  return policy === (now.restart satisfies RestartPolicy) && maxRetries === now.maxRetries;
}

interface Cause {
  readonly words: RegExp;
  readonly field: LimitField;
  readonly reason: PlainReason;
}

/** Which limit it is about, no engine says otherwise than in words. The first that fits. */
const causes: readonly Cause[] = [
  { words: /autoremove/i, field: 'restart', reason: 'restart-of-removed' },
  { words: /restart policy|retry count/i, field: 'restart', reason: 'limit-impossible' },
  { words: /memoryswap|memory\.memsw|swap/i, field: 'memorySwap', reason: 'limit-impossible' },
  { words: /memory/i, field: 'memory', reason: 'limit-impossible' },
  { words: /cpu/i, field: 'cpus', reason: 'limit-impossible' },
  { words: /pids/i, field: 'pids', reason: 'limit-impossible' },
];

/** Why limits could not be changed, in terms of what was asked for. */
function explainUpdate(error: unknown, change: LimitChange): ProblemError {
  const found = toProblem(error);
  const { code, detail } = found;
  if (code !== 'invalid-input' && code !== 'conflict' && code !== 'internal') return new ProblemError(found);
  const asked = limitFields.filter((field) => change[field] !== undefined);
  const cause = causes.find(({ words, field }) => asked.includes(field) && words.test(detail ?? ''));
  // Of what its runtime says Podman passes on only that it failed.
  const field = cause?.field ?? (asked.length === 1 ? asked[0] : undefined);
  if (field === undefined) return new ProblemError(found);
  const more = detail === undefined ? {} : { detail };
  return problem('invalid-input', cause?.reason ?? 'limit-impossible', { field, ...more });
}

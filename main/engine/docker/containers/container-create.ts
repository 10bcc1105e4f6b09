import type { ContainerSpec, SpecField } from '../../../../app/create.ts';
import type { PlainReason } from '../../../../app/reasons/reasons.ts';
import { type Problem, type ProblemCode, ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { figure, isRecord, record, text, texts } from '../../../base/json.ts';
import type { CreatedContainer, Limit } from '../../ports/containers.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';

/** Docker writes one or two; each is a sentence. */
const mostWarnings = 20;

/** Creates a container. Throws a ProblemError whose `field` names the part of the spec that it is about, where known. */
export async function createContainer(
  http: EngineHttp,
  spec: ContainerSpec,
  signal: AbortSignal,
): Promise<CreatedContainer> {
  const query = spec.name === undefined ? {} : { name: spec.name };
  const request = { method: 'POST', path: '/containers/create', query, body: createBody(spec) } as const;
  const answer = await http.json(request, signal, { bound: bounds.brief }).catch((error: unknown) => {
    throw explainCreate(error, spec);
  });
  const id = isRecord(answer) ? text(answer['Id']) : '';
  if (!/^[0-9a-f]{64}$/.test(id)) throw notAnEngine('a new container without an id');
  return {
    id,
    warnings: isRecord(answer) ? texts(answer['Warnings']).slice(0, mostWarnings) : [],
    ignored: await ignoredLimits(http, id, spec, signal),
  };
}

/**
 * Where nothing holds a container to its limits Docker warns of that; Podman leaves them out of what it makes and says
 * nothing. None where that cannot be read: there is a container, whatever becomes of this question.
 */
async function ignoredLimits(http: EngineHttp, id: string, spec: ContainerSpec, signal: AbortSignal): Promise<Limit[]> {
  const { memory, cpus } = spec;
  if ((memory === undefined && cpus === undefined) || !(await http.isPodman(signal))) return [];
  const made = await http.json({ method: 'GET', path: `/containers/${id}/json` }, signal).catch(() => undefined);
  if (!isRecord(made)) return [];
  const host = record(made['HostConfig']);
  const isNone = (...keys: string[]) => keys.every((key) => (figure(host[key]) ?? 0) === 0);
  return [
    ...(memory !== undefined && isNone('Memory') ? (['memory'] as const) : []),
    ...(cpus !== undefined && isNone('NanoCpus', 'CpuQuota') ? (['cpus'] as const) : []),
  ];
}

/** The body of `POST /containers/create`. What was not asked for is left out, so that the image's own stays. */
export function createBody(spec: ContainerSpec): object {
  return {
    Image: spec.image,
    ...(spec.command ? { Cmd: spec.command } : {}),
    ...(spec.entrypoint ? { Entrypoint: spec.entrypoint } : {}),
    ...(spec.workdir === undefined ? {} : { WorkingDir: spec.workdir }),
    ...(spec.user === undefined ? {} : { User: spec.user }),
    Env: spec.env.map(([name, value]) => `${name}=${value}`),
    Labels: Object.fromEntries(spec.labels),
    ExposedPorts: Object.fromEntries(spec.ports.map((port) => [portKey(port), {}])),
    Tty: spec.tty,
    HostConfig: hostConfig(spec),
  };
}

function hostConfig(spec: ContainerSpec): object {
  const { network, memory, cpus, restart, maxRetries, autoRemove } = spec;
  return {
    PortBindings: portBindings(spec),
    // Not `Binds`: that makes a folder of a mistyped path.
    Mounts: spec.mounts.map(({ type, source, target, readOnly }) => ({
      Type: type,
      ...(source === '' ? {} : { Source: source }),
      Target: target,
      ReadOnly: readOnly,
    })),
    RestartPolicy: { Name: restart, MaximumRetryCount: restart === 'on-failure' ? (maxRetries ?? 0) : 0 },
    AutoRemove: autoRemove,
    ...(network === undefined ? {} : { NetworkMode: network }),
    ...(memory === undefined ? {} : { Memory: memory }),
    ...(cpus === undefined ? {} : { NanoCpus: Math.round(cpus * 1e9) }),
  };
}

function portKey({ containerPort, protocol }: ContainerSpec['ports'][number]): string {
  return `${containerPort}/${protocol}`;
}

/** By container port: one may be published several times. */
function portBindings({ ports }: ContainerSpec): Record<string, object[]> {
  const bindings: Record<string, object[]> = {};
  for (const port of ports) {
    (bindings[portKey(port)] ??= []).push({
      HostIp: port.hostIp ?? '',
      HostPort: port.hostPort === undefined ? '' : String(port.hostPort),
    });
  }
  return bindings;
}

interface Cause {
  readonly words: RegExp;
  readonly field: SpecField;
  readonly code: ProblemCode;
  readonly reason: PlainReason;
}

/** Which part of the spec it is about, no engine says otherwise than in words. The first that fits. */
const causes: readonly Cause[] = [
  {
    words: /no space left on device/i,
    field: 'image',
    code: 'no-space',
    reason: 'create-disk-full',
  },
  {
    words:
      /port is already allocated|address already in use|cannot assign requested address|cannot expose privileged port/i,
    field: 'ports',
    code: 'conflict',
    reason: 'port-unpublishable',
  },
  {
    words: /network\b.*\bnot found|unable to find network|user-defined networks|network-scoped|no such network/i,
    field: 'network',
    code: 'not-found',
    reason: 'network-missing',
  },
  {
    words:
      /bind source path|mount config|mount point|mount path|mount destination|duplicate mount|volume name|mounting ".*" to rootfs|no such volume/i,
    field: 'mounts',
    code: 'invalid-input',
    reason: 'mount-impossible',
  },
  {
    words: /unable to find (user|group)|no matching entries in (passwd|group)|invalid user/i,
    field: 'user',
    code: 'invalid-input',
    reason: 'user-missing',
  },
  {
    words: /working directory|chdir to cwd|crun: chdir|mkdir cwd|^workdir "/i,
    field: 'workdir',
    code: 'invalid-input',
    reason: 'workdir-impossible',
  },
  {
    words: /memory|cpu|cgroup/i,
    field: 'limits',
    code: 'invalid-input',
    reason: 'limit-impossible',
  },
  {
    // The last four are crun's and Podman's.
    words:
      /executable file not found|exec: |exec format error|no command specified|no command or entrypoint|command that was not found|executable file .* not found|is not executable|open executable/i,
    field: 'command',
    code: 'invalid-input',
    reason: 'command-impossible',
  },
];

/** Why a container could not be created, in terms of what was asked for. */
export function explainCreate(error: unknown, { image, name }: ContainerSpec): ProblemError {
  const found = toProblem(error);
  const words = found.detail ?? '';
  if (found.code === 'not-found' && !/network/i.test(words)) {
    return told(found, 'image', problem('not-found', 'image-missing', { params: { image } }));
  }
  if (name !== undefined && (found.code === 'conflict' || isNameTaken(found))) return nameTaken(found, name);
  return explainStart(error);
}

/** Why a container could not be renamed. */
export function explainRename(error: unknown, name: string): ProblemError {
  const found = toProblem(error);
  return isNameTaken(found) ? nameTaken(found, name) : new ProblemError(found);
}

/** Podman answers 500; since 5 a rename fails in its database, which has words of its own. */
function isNameTaken({ detail = '' }: Problem): boolean {
  return /name .*already in use|UNIQUE constraint failed/i.test(detail);
}

function nameTaken(found: Problem, name: string): ProblemError {
  return told(found, 'name', problem('conflict', 'name-taken', { params: { name } }));
}

/** Why a container that was just created could not be started, in terms of what was asked for. */
export function explainStart(error: unknown): ProblemError {
  const found = toProblem(error);
  const cause = causes.find(({ words }) => words.test(found.detail ?? ''));
  // Of a connection that broke, the words are the system's.
  const lost = found.code === 'engine-unreachable' || found.code === 'timeout' || found.code === 'cancelled';
  return cause && !lost ? told(found, cause.field, problem(cause.code, cause.reason)) : new ProblemError(found);
}

/** The same problem in our words, with the engine's as detail. */
function told({ detail }: Problem, field: SpecField, { problem: ours }: ProblemError): ProblemError {
  return new ProblemError({ ...ours, ...(detail === undefined ? {} : { detail }), field });
}

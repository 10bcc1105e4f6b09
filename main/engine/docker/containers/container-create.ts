import type { ContainerSpec, SpecField } from '../../../../app/create.ts';
import { type Problem, ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { figure, isRecord, record, text, texts } from '../../../base/json.ts';
import type { CreatedContainer, Limit } from '../../ports/containers.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';
import { optionsBody } from './container-options.ts';
import { refusals } from './container-refusals.ts';

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
  const created = readCreated(answer);
  return { ...created, ignored: await ignoredLimits(http, created.id, spec, signal) };
}

/** The answer of `POST /containers/create`. Throws a ProblemError if it is about no container. */
export function readCreated(answer: unknown): Omit<CreatedContainer, 'ignored'> {
  const id = text(record(answer)['Id']);
  if (!/^[0-9a-f]{64}$/.test(id)) throw notAnEngine('a new container without an id');
  return { id, warnings: texts(record(answer)['Warnings']).slice(0, mostWarnings) };
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
  const options = optionsBody(spec);
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
    ...options.config,
    HostConfig: { ...hostConfig(spec), ...options.host },
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

/** Why a container could not be created, in terms of what was asked for. */
export function explainCreate(error: unknown, spec: Pick<ContainerSpec, 'image' | 'name' | 'capAdd'>): ProblemError {
  const { image, name } = spec;
  const found = toProblem(error);
  const words = found.detail ?? '';
  if (found.code === 'not-found' && !/network/i.test(words)) {
    return told(found, 'image', problem('not-found', 'image-missing', { params: { image } }));
  }
  if (name !== undefined && (found.code === 'conflict' || isNameTaken(found))) return nameTaken(found, name);
  const explained = explainStart(error);
  // Podman does not say which of both it is.
  const isDropped = explained.problem.field === 'capAdd' && spec.capAdd === undefined;
  return isDropped ? new ProblemError({ ...explained.problem, field: 'capDrop' }) : explained;
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
  const cause = refusals.find(({ words }) => words.test(found.detail ?? ''));
  // Of a connection that broke, the words are the system's.
  const lost = found.code === 'engine-unreachable' || found.code === 'timeout' || found.code === 'cancelled';
  return cause && !lost ? told(found, cause.field, problem(cause.code, cause.reason)) : new ProblemError(found);
}

/** The same problem in our words, with the engine's as detail. */
function told({ detail }: Problem, field: SpecField, { problem: ours }: ProblemError): ProblemError {
  return new ProblemError({ ...ours, ...(detail === undefined ? {} : { detail }), field });
}

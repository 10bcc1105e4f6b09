import type { ContainerSpec, SpecField } from '../../../app/create.ts';
import { type Problem, type ProblemCode, ProblemError, problem, toProblem } from '../../../app/problem.ts';
import { isRecord, text, texts } from '../../json.ts';
import type { CreatedContainer } from '../ports/containers.ts';
import { bounds } from './bounds.ts';
import type { EngineHttp } from './http.ts';
import { notAnEngine } from './problems.ts';

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
  return { id, warnings: isRecord(answer) ? texts(answer['Warnings']).slice(0, mostWarnings) : [] };
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
  readonly message: string;
  readonly nextStep: string;
}

/** Which part of the spec it is about, no engine says otherwise than in words. The first that fits. */
const causes: readonly Cause[] = [
  {
    words: /no space left on device/i,
    field: 'image',
    code: 'no-space',
    message: 'The disk of the engine is full.',
    nextStep: 'Free some space, for example by a prune, and run it again.',
  },
  {
    words:
      /port is already allocated|address already in use|cannot assign requested address|cannot expose privileged port/i,
    field: 'ports',
    code: 'conflict',
    message: 'A port cannot be published: something else uses it, or the address is not one of the engine’s machine.',
    nextStep: 'Choose another host port, or stop what uses this one.',
  },
  {
    words: /network\b.*\bnot found|unable to find network|user-defined networks|network-scoped|no such network/i,
    field: 'network',
    code: 'not-found',
    message: 'There is no such network.',
    nextStep: 'Choose one that is there, or create it first.',
  },
  {
    words:
      /bind source path|mount config|mount point|mount path|mount destination|duplicate mount|volume name|mounting ".*" to rootfs|no such volume/i,
    field: 'mounts',
    code: 'invalid-input',
    message: 'A mount is not possible as it is.',
    nextStep: 'Check that its source is there on the engine’s machine and that no two mounts have the same target.',
  },
  {
    words: /unable to find (user|group)|no matching entries in (passwd|group)|invalid user/i,
    field: 'user',
    code: 'invalid-input',
    message: 'The image has no such user.',
    nextStep: 'Give a user of the image, or a number.',
  },
  {
    words: /working directory|chdir to cwd|mkdir cwd/i,
    field: 'workdir',
    code: 'invalid-input',
    message: 'This cannot be the working directory.',
    nextStep: 'Give an absolute path to a folder.',
  },
  {
    words: /memory|cpu|cgroup/i,
    field: 'limits',
    code: 'invalid-input',
    message: 'The engine cannot keep this limit.',
    nextStep: 'Give another one, or none.',
  },
  {
    words: /executable file not found|exec: |exec format error|no command specified|no command or entrypoint/i,
    field: 'command',
    code: 'invalid-input',
    message: 'This command cannot be run in the image.',
    nextStep: 'Check the command; its first word must be a program in the image.',
  },
];

/** Why a container could not be created, in terms of what was asked for. */
export function explainCreate(error: unknown, { image, name }: ContainerSpec): ProblemError {
  const found = toProblem(error);
  const words = found.detail ?? '';
  if (found.code === 'not-found' && !/network/i.test(words)) {
    return told(found, 'image', {
      code: 'not-found',
      message: `The engine has no image ${image}.`,
      nextStep: 'Pull it first.',
    });
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
  return told(found, 'name', {
    code: 'conflict',
    message: `The name ${name} is taken.`,
    nextStep: 'Choose another one, or remove the container that has it.',
  });
}

/** Why a container that was just created could not be started, in terms of what was asked for. */
export function explainStart(error: unknown): ProblemError {
  const found = toProblem(error);
  const cause = causes.find(({ words }) => words.test(found.detail ?? ''));
  // Of a connection that broke, the words are the system's.
  const lost = found.code === 'engine-unreachable' || found.code === 'timeout' || found.code === 'cancelled';
  return cause && !lost ? told(found, cause.field, cause) : new ProblemError(found);
}

/** The same problem in our words, with the engine's as detail. */
function told(
  found: Problem,
  field: SpecField,
  { code, message, nextStep }: Omit<Cause, 'words' | 'field'>,
): ProblemError {
  return problem(code, message, {
    ...(found.detail === undefined ? {} : { detail: found.detail }),
    nextStep,
    field,
  });
}

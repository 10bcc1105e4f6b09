import type { BuildOrder } from '../../../app/builds.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import { readFileWithin } from '../../disk/read-file.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Lent } from '../../engine/ports/builds.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import { type BaseImages, bringBases, imagesOf } from './bases.ts';
import { agentPath, openAgent } from './ssh-agent.ts';

/** In bytes; BuildKit takes no longer secret. */
const longestSecret = 500 * 1024;

/** Values of secrets by their ids. */
export type Secrets = ReadonlyMap<string, Uint8Array>;

/** What a build is made of. */
export interface Asked {
  readonly order: BuildOrder;
  /** The Dockerfile. */
  readonly text: string;
}

/** The values of secrets, from where an order says they are. Rejects with what the disk says, or `not-found` for a variable. */
export async function readSecrets({ secrets = [] }: BuildOrder, env: NodeJS.ProcessEnv): Promise<Secrets> {
  const values = new Map<string, Uint8Array>();
  for (const secret of secrets) {
    if ('file' in secret) values.set(secret.id, (await readFileWithin(secret.file, longestSecret)).bytes);
    else values.set(secret.id, Buffer.from(variableOf(env, secret.variable)));
  }
  return values;
}

function variableOf(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (value === undefined) throw problem('not-found', 'secret-variable-missing', { params: { variable: name } });
  return value;
}

/**
 * What is lent to a builder while it builds: a login only of a registry that the Dockerfile or the order names. Rejects with
 * `not-found` where an agent is wanted and there is none.
 */
export function lend(
  { order, text }: Asked,
  engine: Engine,
  images: BaseImages,
  task: TaskHandle,
  secrets: Secrets,
  env: NodeJS.ProcessEnv,
): Lent {
  const registries = registriesOf(text, order);
  const agent = order.ssh ? agentPath(env) : undefined;
  if (order.ssh && agent === undefined) throw problem('not-found', 'ssh-agent-away');
  return {
    login: async (host) => (registries.has(host) ? images.login(host, task) : undefined),
    bring: async () => (await bringBases(engine, order, text, images, task)).pulled,
    secrets,
    ...(agent === undefined ? {} : { agent: () => openAgent(agent) }),
  };
}

/** The registries that a build takes images from, or keeps its cache in, as it says itself. */
export function registriesOf(
  text: string,
  { args, cacheFrom = [], cacheTo }: Pick<BuildOrder, 'args' | 'cacheFrom' | 'cacheTo'>,
) {
  const kept = cacheTo?.kind === 'registry' ? [cacheTo.image] : [];
  const syntax = readDockerfile(text).directives.flatMap(({ name, value }) => (name === 'syntax' ? [value] : []));
  const domains = [...imagesOf(text, args), ...cacheFrom, ...kept, ...syntax].flatMap((name) => {
    const reference = parseReference(name.split(' ')[0] ?? '');
    return isFault(reference) ? [] : [reference.domain];
  });
  return new Set(domains);
}

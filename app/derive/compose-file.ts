import { stringify } from 'yaml';
import { ofCompose } from '../compose.ts';
import type { ContainerRecipe } from '../containers.ts';
import type { ContainerSpec, MountSpec } from '../create.ts';
import { fromOutside } from '../text/left-out.ts';
import { composeOptions, unsaidOptions } from './compose-options.ts';
import { publishText, restartText } from './run-command.ts';

/** A container as a Compose file of one service. */
interface ComposeCopy {
  readonly text: string;
  /** What it was made with and the file does not say, by the engine's names. */
  readonly left: readonly string[];
}

/**
 * A container as the one service of a Compose file (Compose Specification, "services"), with the volumes and networks that
 * are there already. Without `values` those of variables are taken from where Compose runs, for they may be secret.
 */
export function composeFile({ spec, rest }: ContainerRecipe, values: boolean): ComposeCopy {
  const { name = 'app', network } = spec;
  const volumes = spec.mounts.filter(({ type, source }) => type === 'volume' && source !== '');
  const joined = network !== undefined && !isMode(network) ? network : undefined;
  const file = {
    services: { [name]: { ...literal(serviceOf(spec)), ...environment(spec, values) } },
    ...(volumes.length > 0 ? { volumes: outside(volumes.map(({ source }) => source)) } : {}),
    ...(joined === undefined ? {} : { networks: outside([joined]) }),
  };
  const text = stringify(file, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false });
  return { text, left: [...rest.map(({ field }) => field), ...unsaidOptions(spec)] };
}

function serviceOf(spec: ContainerSpec): object {
  const { name, image, command, entrypoint, workdir, user, ports, mounts, network = 'bridge' } = spec;
  const { memory, cpus, tty } = spec;
  const labels = spec.labels.filter(([label]) => !label.startsWith(ofCompose));
  return {
    image,
    ...(name === undefined ? {} : { container_name: name }),
    ...(entrypoint ? { entrypoint } : {}),
    ...(command ? { command } : {}),
    ...(workdir === undefined ? {} : { working_dir: workdir }),
    ...(user === undefined ? {} : { user }),
    ...(tty ? { tty } : {}),
    ...(spec.restart === 'no' ? {} : { restart: restartText(spec.restart, spec.maxRetries) }),
    ...(ports.length > 0 ? { ports: ports.map(publishText) } : {}),
    ...(mounts.length > 0 ? { volumes: mounts.map(mountOf) } : {}),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
    ...(isMode(network) ? { network_mode: network } : { networks: [network] }),
    ...(memory === undefined ? {} : { mem_limit: memory }),
    ...(cpus === undefined ? {} : { cpus }),
    ...composeOptions(spec),
  };
}

function environment({ env }: ContainerSpec, values: boolean): object {
  if (env.length === 0) return {};
  const write = ([name, value]: ContainerSpec['env'][number]) => [
    name,
    values || value === '' ? literal(value) : fromOutside(name),
  ];
  return { environment: Object.fromEntries(env.map(write)) };
}

function mountOf({ type, source, target, readOnly }: MountSpec): object {
  return { type, ...(source === '' ? {} : { source }), target, ...(readOnly ? { read_only: true } : {}) };
}

/** What a container has instead of a network of its own, or the engine's default one, which no file can name. */
function isMode(network: string): boolean {
  return /^(bridge|host|none|container:.+)$/.test(network);
}

/** What is there already, and is neither made nor removed with the project. */
function outside(names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, { external: true }]));
}

/** Compose takes what follows a dollar sign from its environment, but for that which stands twice. Keys it leaves alone. */
function literal<T>(value: T): T;
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map((one: unknown) => literal(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, literal(one)]));
}

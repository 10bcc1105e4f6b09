import type { Recipe } from '../../../app/containers.ts';
import { type PortSpec, protocols } from '../../../app/create.ts';
import { figure, list, type Raw, record, text, texts } from '../../json.ts';

/** Engines' names for "the default"; none is a network that a person could name. */
const defaultNetworks = /^(default|bridge|pasta|slirp4netns|private)?$/;

/** What an inspect says the container was created with, beyond what its other fields tell already. */
export function readRecipe(config: Raw, host: Raw): Recipe {
  const nanoCpus = figure(host['NanoCpus']) ?? 0;
  const memory = figure(host['Memory']) ?? 0;
  const network = text(host['NetworkMode']);
  return {
    entrypoint: words(config['Entrypoint']),
    command: words(config['Cmd']),
    ports: askedPorts(host['PortBindings']),
    ...(defaultNetworks.test(network) ? {} : { network }),
    ...(memory > 0 ? { memory } : {}),
    ...(nanoCpus > 0 ? { cpus: nanoCpus / 1e9 } : {}),
    autoRemove: host['AutoRemove'] === true,
  };
}

/** Old engines write a single word without its list. */
function words(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : texts(value);
}

/** What was asked for, not what the engine chose: `{"80/tcp": [{"HostIp", "HostPort"}]}`. */
function askedPorts(value: unknown): PortSpec[] {
  return Object.entries(record(value)).flatMap(([key, bindings]) => {
    const [port = '', name = 'tcp'] = key.split('/');
    const protocol = protocols.find((one) => one === name);
    const containerPort = portNumber(port);
    if (containerPort === undefined || protocol === undefined) return [];
    return list(bindings).map((item) => {
      const { HostIp, HostPort } = record(item);
      const [hostIp, hostPort] = [text(HostIp), portNumber(text(HostPort))];
      return {
        containerPort,
        protocol,
        ...(hostIp === '' || hostIp === '0.0.0.0' ? {} : { hostIp }),
        ...(hostPort === undefined ? {} : { hostPort }),
      };
    });
  });
}

function portNumber(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port <= 65_535 ? port : undefined;
}

import {
  type Network,
  type NetworkDetail,
  NetworkId,
  type NetworkMember,
  type NetworkOrder,
} from '../../../../app/networks.ts';
import { cause, type Problem, ProblemError, toProblem } from '../../../../app/rpc/problem.ts';
import { instant, isRecord, list, record, text, textMap } from '../../../base/json.ts';
import type { EngineNetworks } from '../../ports/networks.ts';
import { bounds } from '../http/bounds.ts';
import type { EngineHttp } from '../http/http.ts';
import { notAnEngine } from '../http/problems.ts';
import { composeOf } from './compose-labels.ts';
import { networkPath, removeNetwork } from './network-removal.ts';
import { about } from './object-problems.ts';

/** Made by the engine itself; Docker refuses to remove them. */
const builtins: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'podman']);

/** The networks of an engine. */
export function dockerNetworks(http: EngineHttp): EngineNetworks {
  /** Of those that were listed last, by id. Neither is ever another network's: whoever removes one need not ask again. */
  let names: ReadonlyMap<string, string> = new Map();
  const listed: EngineNetworks['list'] = async (signal) => {
    const podman = await http.isPodman(signal);
    const networks = readNetworks(await http.list({ method: 'GET', path: '/networks' }, signal), podman);
    names = new Map(networks.map(({ id, name }) => [id, name]));
    return networks;
  };
  return {
    list: listed,
    async inspect(id, signal) {
      const podman = await http.isPodman(signal);
      return readNetworkDetail(
        await about('network', http.json({ method: 'GET', path: networkPath(id) }, signal)),
        podman,
      );
    },
    create: (order, signal) => createNetwork(http, order, listed, signal),
    remove: (id, signal) => removeNetwork(http, { id, name: names.get(id) }, signal),
    async connect({ id, container, aliases, ip }, signal) {
      const endpoint = {
        ...(aliases && aliases.length > 0 ? { Aliases: aliases } : {}),
        ...(ip ? { IPAMConfig: ip.includes(':') ? { IPv6Address: ip } : { IPv4Address: ip } } : {}),
      };
      const body = { Container: container, EndpointConfig: endpoint };
      await about('network', http.good({ method: 'POST', path: `${networkPath(id)}/connect`, body }, signal));
    },
    async disconnect(id, container, force, signal) {
      const body = { Container: container, Force: force };
      await about('network', http.good({ method: 'POST', path: `${networkPath(id)}/disconnect`, body }, signal));
    },
  };
}

async function createNetwork(
  http: EngineHttp,
  { name, driver, subnet, gateway, internal, attachable, labels }: Omit<NetworkOrder, 'engine'>,
  listed: EngineNetworks['list'],
  signal: AbortSignal,
): Promise<string> {
  const config = { ...(subnet ? { Subnet: subnet } : {}), ...(gateway ? { Gateway: gateway } : {}) };
  const body = {
    Name: name,
    // Engines before API 1.44 would else make a second one of this name.
    CheckDuplicate: true,
    Driver: driver,
    Internal: internal,
    Attachable: attachable,
    ...(subnet || gateway ? { IPAM: { Config: [config] } } : {}),
    Labels: labels,
  };
  try {
    const made = await http.json({ method: 'POST', path: '/networks/create', body }, signal, { bound: bounds.brief });
    return text(record(made)['Id']);
  } catch (error) {
    // 409 on Docker, 500 on Podman; a bad subnet is also a 500 on some: whether the name is taken, the list tells.
    const found = toProblem(error);
    if (found.code !== 'conflict' && found.code !== 'internal') throw error;
    const all = await listed(signal).catch(() => []);
    throw all.some((network) => network.name === name) ? taken(name, found) : error;
  }
}

function taken(name: string, { detail }: Problem): ProblemError {
  return new ProblemError({
    code: 'conflict',
    ...cause('network-exists', { name }),
    ...(detail === undefined ? {} : { detail }),
    field: 'name',
  });
}

/** The answer of `GET /networks`; rows that are none are left out. Throws a ProblemError if it is another answer. */
export function readNetworks(answer: unknown, podman: boolean): Network[] {
  if (!Array.isArray(answer)) throw notAnEngine('a list of networks that is none');
  return answer.map((item) => readNetwork(item, podman)).filter((network) => network !== undefined);
}

/** One network; undefined if it has no id that could be asked for. */
export function readNetwork(value: unknown, podman: boolean): Network | undefined {
  const raw = record(value);
  const id = text(raw['Id']);
  if (!NetworkId.safeParse(id).success) return undefined;
  const given = text(raw['Name']) || id.slice(0, 12);
  // Podman calls its own network `podman` on containers, and `bridge` in this list for the sake of Docker's clients.
  const name = podman && given === 'bridge' ? 'podman' : given;
  const labels = textMap(raw['Labels']);
  const { project } = composeOf(labels);
  return {
    id,
    name,
    driver: text(raw['Driver']),
    scope: text(raw['Scope']),
    internal: raw['Internal'] === true,
    subnets: poolTexts(raw, 'Subnet'),
    builtin: builtins.has(name),
    labels,
    ...(project === undefined ? {} : { project }),
    // Podman keeps no file of its own network, and says each time that it was made just now.
    created: podman && name === 'podman' ? 0 : instant(raw['Created']),
  };
}

/** The answer of `GET /networks/{id}`. Throws a ProblemError if it is about no network. */
export function readNetworkDetail(value: unknown, podman: boolean): NetworkDetail {
  const network = readNetwork(value, podman);
  if (!network) throw notAnEngine('a network without an id');
  const raw = record(value);
  return {
    ...network,
    attachable: raw['Attachable'] === true,
    ipv6: raw['EnableIPv6'] === true,
    gateways: poolTexts(raw, 'Gateway'),
    options: textMap(raw['Options']),
    members: Object.entries(record(raw['Containers'])).flatMap(([id, member]) => readMember(id, member)),
    raw: value,
  };
}

function poolTexts(raw: Readonly<Record<string, unknown>>, key: string): string[] {
  return list(record(raw['IPAM'])['Config'])
    .map((pool) => text(record(pool)[key]))
    .filter((one) => one !== '');
}

function readMember(id: string, value: unknown): NetworkMember[] {
  if (!/^[0-9a-f]{64}$/.test(id) || !isRecord(value)) return [];
  const address = (key: string) => text(value[key]).replace(/\/\d+$/, '');
  return [
    {
      id,
      name: text(value['Name']) || id.slice(0, 12),
      ipv4: address('IPv4Address'),
      ipv6: address('IPv6Address'),
      mac: text(value['MacAddress']),
    },
  ];
}

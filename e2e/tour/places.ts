import {
  type Exchange,
  filterOf,
  fitsLabels,
  isRecord,
  pairsAt,
  type Routes,
  recordAt,
  sendJson,
  textAt,
  textsAt,
} from './server.ts';
import { Refusal, type TourNetwork, type TourVolume, type World } from './world.ts';

function volumeBody({ name, driver, labels, options, created }: TourVolume): object {
  return {
    Name: name,
    Driver: driver,
    Mountpoint: `/var/lib/docker/volumes/${name}/_data`,
    CreatedAt: new Date(created).toISOString(),
    Labels: labels,
    Options: options,
    Scope: 'local',
  };
}

function usersOf(world: World, volume: string): number {
  return [...world.containers.values()].filter(({ mounts }) => mounts.some(({ source }) => source === volume)).length;
}

function volumeOf(world: World, name: string): TourVolume {
  const found = world.volumes.get(name);
  if (!found) throw new Refusal(404, `get ${name}: no such volume`);
  return found;
}

/** A volume with what it is said to hold. */
export function measured(world: World, volume: TourVolume): object {
  return { ...volumeBody(volume), UsageData: { Size: volume.size, RefCount: usersOf(world, volume.name) } };
}

const volumeRoutes: Routes = {
  'GET /volumes': ({ world, query, response }) => {
    const dangling = filterOf(query, 'dangling')[0];
    const rows = [...world.volumes.values()].filter(({ name, labels }) => {
      const unused = usersOf(world, name) === 0;
      return (
        fitsLabels(labels, query) && (dangling === undefined || unused === (dangling === 'true' || dangling === '1'))
      );
    });
    sendJson(response, 200, { Volumes: rows.map(volumeBody), Warnings: null });
  },
  'POST /volumes/create': async ({ world, response, json }) => {
    const body = await json();
    const name = textAt(body, 'Name') || world.newId();
    const made: TourVolume = {
      name,
      driver: textAt(body, 'Driver') || 'local',
      labels: pairsAt(body, 'Labels'),
      options: pairsAt(body, 'DriverOpts'),
      created: Date.now(),
      size: 0,
    };
    if (made.driver !== 'local')
      throw new Refusal(
        404,
        `create ${name}: error looking up volume plugin ${made.driver}: plugin "${made.driver}" not found`,
      );
    const volume = world.volumes.get(name) ?? made;
    world.volumes.set(name, volume);
    world.tell('volume', 'create', name);
    sendJson(response, 201, volumeBody(volume));
  },
  'GET /volumes/:id': ({ world, id, response }) => sendJson(response, 200, volumeBody(volumeOf(world, id))),
  'DELETE /volumes/:id': ({ world, id, response }) => {
    const { name } = volumeOf(world, id);
    if (usersOf(world, name) > 0) throw new Refusal(409, `remove ${name}: volume is in use`);
    world.volumes.delete(name);
    world.tell('volume', 'destroy', name);
    response.writeHead(204).end();
  },
};

function networkBody(world: World, network: TourNetwork): object {
  const members = [...world.containers.values()].filter(
    ({ state, networks }) => state === 'running' && networks.has(network.name),
  );
  return {
    Id: network.id,
    Name: network.name,
    Created: new Date(network.created).toISOString(),
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    Internal: network.internal,
    Attachable: network.attachable,
    IPAM: {
      Driver: 'default',
      Config: network.subnet === '' ? [] : [{ Subnet: network.subnet, Gateway: network.gateway }],
    },
    Options: {},
    Labels: network.labels,
    Containers: Object.fromEntries(
      members.map(({ id, name, networks }) => {
        const address = { IPv4Address: `${networks.get(network.name)?.ip}/16`, IPv6Address: '' };
        return [id, { Name: name, MacAddress: `02:42:${id.slice(0, 8).match(/../g)?.join(':')}`, ...address }];
      }),
    ),
  };
}

async function createNetwork({ world, response, json }: Exchange): Promise<void> {
  const body = await json();
  const name = textAt(body, 'Name');
  const all = [...world.networks.values()];
  if (all.some((one) => one.name === name)) throw new Refusal(409, `network with name ${name} already exists`);
  const [pool] = [recordAt(body, 'IPAM')['Config']].flat().filter(isRecord);
  const subnet = (pool && textAt(pool, 'Subnet')) || `172.${20 + (all.length % 200)}.0.0/16`;
  if (!/^\d+\.\d+\.\d+\.\d+\/\d+$/.test(subnet)) throw new Refusal(400, `invalid CIDR address: ${subnet}`);
  if (all.some((one) => one.subnet === subnet))
    throw new Refusal(403, 'Pool overlaps with other one on this address space');
  const network: TourNetwork = {
    id: world.newId(),
    name,
    driver: textAt(body, 'Driver') || 'bridge',
    labels: pairsAt(body, 'Labels'),
    subnet,
    gateway: (pool && textAt(pool, 'Gateway')) || subnet.replace(/\.\d+\/\d+$/, '.1'),
    internal: body['Internal'] === true,
    attachable: body['Attachable'] === true,
    created: Date.now(),
  };
  world.networks.set(network.id, network);
  world.tell('network', 'create', network.id, { name, type: network.driver });
  sendJson(response, 201, { Id: network.id, Warning: '' });
}

async function connect({ world, id, response, json }: Exchange): Promise<void> {
  const body = await json();
  const network = world.network(id);
  const container = world.container(textAt(body, 'Container'));
  if (container.networks.has(network.name))
    throw new Refusal(403, `endpoint with name ${container.name} already exists in network ${network.name}`);
  const endpoint = recordAt(body, 'EndpointConfig');
  const wanted = textAt(recordAt(endpoint, 'IPAMConfig'), 'IPv4Address');
  container.networks.set(network.name, {
    ip: wanted || world.nextAddress(network),
    aliases: textsAt(endpoint, 'Aliases'),
  });
  world.tell('network', 'connect', network.id, { container: container.id, name: network.name, type: network.driver });
  response.writeHead(200).end();
}

async function disconnect({ world, id, response, json }: Exchange): Promise<void> {
  const network = world.network(id);
  const container = world.container(textAt(await json(), 'Container'));
  if (!container.networks.delete(network.name)) {
    throw new Refusal(403, `container ${container.id} is not connected to network ${network.name}`);
  }
  world.tell('network', 'disconnect', network.id, {
    container: container.id,
    name: network.name,
    type: network.driver,
  });
  response.writeHead(200).end();
}

const networkRoutes: Routes = {
  'GET /networks': ({ world, query, response }) => {
    const rows = [...world.networks.values()].filter(({ labels }) => fitsLabels(labels, query));
    sendJson(
      response,
      200,
      rows.map((network) => networkBody(world, network)),
    );
  },
  'POST /networks/create': createNetwork,
  'POST /networks/:id/connect': connect,
  'POST /networks/:id/disconnect': disconnect,
  'GET /networks/:id': ({ world, id, response }) => sendJson(response, 200, networkBody(world, world.network(id))),
  'DELETE /networks/:id': ({ world, id, response }) => {
    const network = world.network(id);
    const isUsed = [...world.containers.values()].some(
      ({ state, networks }) => state === 'running' && networks.has(network.name),
    );
    if (isUsed) throw new Refusal(403, `error while removing network: network ${network.name} has active endpoints`);
    world.networks.delete(network.id);
    world.tell('network', 'destroy', network.id, { name: network.name, type: network.driver });
    response.writeHead(204).end();
  },
};

/** Volumes and networks. */
export const placeRoutes: Routes = { ...volumeRoutes, ...networkRoutes };

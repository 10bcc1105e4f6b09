import { isRecord, pairsAt, recordAt, textAt, textsAt } from './server.ts';
import { Refusal, type TourContainer, type TourImage, type TourMount, type TourPort, type World } from './world.ts';

type Raw = Readonly<Record<string, unknown>>;

const words = {
  first: ['calm', 'eager', 'quiet', 'brisk', 'bold', 'kind'],
  last: ['crane', 'harbor', 'keel', 'anchor', 'pilot', 'buoy'],
};

/** A container as the body of `POST /containers/create` asks for it; refuses as an engine does. */
export function specOf(world: World, wanted: string | undefined, body: Raw): TourContainer {
  const reference = textAt(body, 'Image');
  const image = world.findImage(reference);
  if (!image) throw new Refusal(404, `No such image: ${reference}`);
  const id = world.newId();
  const name = nameFor(world, wanted, id);
  const host = recordAt(body, 'HostConfig');
  const policy = recordAt(host, 'RestartPolicy');
  const own = textsAt(body, 'Cmd');
  const command = [...(own.length > 0 ? own : textsAt(image.config, 'Cmd'))];
  const entrypoint = textsAt('Entrypoint' in body ? body : image.config, 'Entrypoint');
  const container: TourContainer = {
    id,
    name,
    image: reference,
    imageId: image.id,
    command: [...entrypoint, ...command],
    env: [...textsAt(image.config, 'Env'), ...textsAt(body, 'Env')],
    labels: { ...pairsAt(image.config, 'Labels'), ...pairsAt(body, 'Labels') },
    workingDir: textAt(body, 'WorkingDir') || textAt(image.config, 'WorkingDir'),
    user: textAt(body, 'User') || textAt(image.config, 'User'),
    tty: body['Tty'] === true,
    ports: portsOf(body, image),
    mounts: mountsOf(world, host),
    restart: { Name: textAt(policy, 'Name') || 'no', MaximumRetryCount: Number(policy['MaximumRetryCount'] ?? 0) },
    memory: Number(host['Memory'] ?? 0),
    autoRemove: host['AutoRemove'] === true,
    health: undefined,
    created: Date.now(),
    networks: new Map(),
    log: [],
    state: 'created',
    exitCode: 0,
    startedAt: 0,
    finishedAt: 0,
    restartCount: 0,
    isWell: undefined,
  };
  if (container.command.length === 0) throw new Refusal(400, 'No command specified');
  join(world, container, textAt(host, 'NetworkMode') || 'bridge', body);
  return container;
}

function nameFor(world: World, wanted: string | undefined, id: string): string {
  const at = Number.parseInt(id.slice(0, 4), 16);
  const name = wanted || `${words.first[at % 6]}_${words.last[Math.floor(at / 6) % 6]}_${id.slice(0, 3)}`;
  const taken = [...world.containers.values()].find((other) => other.name === name);
  if (taken)
    throw new Refusal(409, `Conflict. The container name "/${name}" is already in use by container "${taken.id}".`);
  return name;
}

function join(world: World, container: TourContainer, mode: string, body: Raw): void {
  const endpoints = Object.entries(recordAt(recordAt(body, 'NetworkingConfig'), 'EndpointsConfig'));
  const asked = endpoints.length > 0 ? endpoints : [[mode === 'default' ? 'bridge' : mode, {}] as const];
  for (const [key, endpoint] of asked) {
    const network = world.network(key);
    const aliases = isRecord(endpoint) ? textsAt(endpoint, 'Aliases') : [];
    container.networks.set(network.name, { ip: world.nextAddress(network), aliases });
  }
}

function portsOf(body: Raw, image: TourImage): TourPort[] {
  const bindings = recordAt(recordAt(body, 'HostConfig'), 'PortBindings');
  const exposed = [
    ...Object.keys(recordAt(image.config, 'ExposedPorts')),
    ...Object.keys(recordAt(body, 'ExposedPorts')),
  ];
  const keys = new Set([...exposed, ...Object.keys(bindings)]);
  return [...keys].flatMap((key): TourPort[] => {
    const published = [bindings[key]].flat().filter(isRecord);
    if (published.length === 0) return [{ key, hostIp: '', hostPort: undefined }];
    return published.map((one) => ({
      key,
      hostIp: textAt(one, 'HostIp'),
      // A port that is left to the engine.
      hostPort: Number(textAt(one, 'HostPort')) || 32_768 + Math.floor(Math.random() * 20_000),
    }));
  });
}

function mountsOf(world: World, host: Raw): TourMount[] {
  const mounts = [host['Mounts']].flat().filter(isRecord);
  const binds = textsAt(host, 'Binds').map((bind) => {
    const [Source = '', Target = '', mode = ''] = bind.split(':');
    return { Type: Source.startsWith('/') ? 'bind' : 'volume', Source, Target, ReadOnly: mode === 'ro' };
  });
  return [...mounts, ...binds].map((mount: Raw) => {
    const type = textAt(mount, 'Type') || 'volume';
    const source = textAt(mount, 'Source') || (type === 'volume' ? world.newId() : '');
    if (type === 'volume' && !world.volumes.has(source)) {
      const anonymous: Record<string, string> = textAt(mount, 'Source') ? {} : { 'com.docker.volume.anonymous': '' };
      const volume = { name: source, driver: 'local', labels: anonymous, options: {}, created: Date.now(), size: 0 };
      world.volumes.set(source, volume);
      world.tell('volume', 'create', source);
    }
    return { type, source, target: textAt(mount, 'Target'), readOnly: mount['ReadOnly'] === true };
  });
}

import { resume, stopTimers } from './lifecycle.ts';
import { programOf } from './programs.ts';
import { idOf, type TourContainer, type TourImage, type TourNetwork, type TourSpec, World } from './world.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

interface Sample extends Partial<TourSpec> {
  readonly name: string;
  readonly image: string;
  readonly network?: string;
  readonly state: TourContainer['state'];
  readonly exitCode?: number;
}

/** A world as somebody would have it in the middle of a working day; the Compose project's files lie in `folder`. */
export function seededWorld(folder: string, port: number): World {
  const world = new World();
  for (const image of sampleImages()) world.images.set(image.id, image);
  for (const network of sampleNetworks()) world.networks.set(network.id, network);
  const volume = { driver: 'local', options: {}, created: Date.now() - 3 * day };
  const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.volume': 'db-data' };
  world.volumes.set('shop_db-data', { ...volume, name: 'shop_db-data', labels, size: 48_234_496 });
  world.volumes.set('npm-cache', { ...volume, name: 'npm-cache', labels: {}, size: 412_876_800 });
  for (const sample of samples(folder, port)) addContainer(world, sample);
  return world;
}

/** Nothing of a world goes on by itself any more. */
export function stillWorld(world: World): void {
  for (const container of world.containers.values()) stopTimers(container);
}

function addContainer(world: World, { network = 'bridge', state, exitCode = 0, ...sample }: Sample): void {
  const image = world.image(sample.image);
  const started = Date.now() - 47 * minute;
  const up = state === 'running' || state === 'paused';
  const container: TourContainer = {
    command: [],
    env: [],
    labels: {},
    workingDir: '',
    user: '',
    tty: false,
    ports: [],
    mounts: [],
    restart: { Name: 'no', MaximumRetryCount: 0 },
    memory: 0,
    autoRemove: false,
    health: undefined,
    ...sample,
    imageId: image.id,
    id: idOf(`container ${sample.name}`),
    created: started - minute,
    networks: new Map(),
    log: [],
    state,
    exitCode,
    startedAt: started,
    finishedAt: up ? 0 : started + 2 * minute,
    restartCount: state === 'restarting' ? 11 : 0,
    isWell: up ? sample.health?.isWell : undefined,
  };
  const place = world.network(network);
  const service = container.labels['com.docker.compose.service'];
  container.networks.set(place.name, { ip: world.nextAddress(place), aliases: service ? [service] : [] });
  world.containers.set(container.id, container);
  lookBack(world, container);
  if (up) resume(world, container);
  if (state === 'restarting') resume(world, Object.assign(container, { state: 'running' }));
}

/** Prints what the container has printed so far. */
function lookBack(world: World, container: TourContainer): void {
  const { first, rest } = programOf(container);
  const print = (line: (typeof first)[number], time: number): void => {
    if (typeof line === 'string') world.print(container, 1, line, time);
    else world.print(container, 2, line.err, time);
  };
  for (const line of first) print(line, container.startedAt);
  if (!rest) return;
  // Of a chatty one the last two thousand lines will do.
  const from = Math.max(container.startedAt, Date.now() - 2000 * rest.every);
  let n = 0;
  for (let time = from; time < Date.now(); time += rest.every) {
    n += 1;
    for (const line of rest.lines(n, new Date(time))) print(line, time);
  }
}

function samples(folder: string, port: number): Sample[] {
  const project = (service: string): Record<string, string> => ({
    'com.docker.compose.project': 'shop',
    'com.docker.compose.service': service,
    'com.docker.compose.container-number': '1',
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.version': '2.40.3',
    'com.docker.compose.config-hash': 'tour',
    'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
    'com.docker.compose.project.working_dir': folder,
  });
  const always = { Name: 'always', MaximumRetryCount: 0 };
  const kept = { Name: 'unless-stopped', MaximumRetryCount: 0 };
  return [
    {
      name: 'shop-db-1',
      image: 'shop-db:1.0',
      command: ['database'],
      state: 'running',
      network: 'shop_default',
      labels: project('db'),
      env: ['DB_NAME=shop'],
      ports: [{ key: '5432/tcp', hostIp: '', hostPort: undefined }],
      mounts: [{ type: 'volume', source: 'shop_db-data', target: '/var/lib/db', readOnly: false }],
      restart: kept,
      health: { command: 'test -f /var/lib/db/ready', isWell: true },
    },
    {
      name: 'shop-web-1',
      image: 'shop-web:1.4',
      command: ['serve'],
      state: 'running',
      network: 'shop_default',
      labels: { ...project('web'), 'com.docker.compose.depends_on': 'db:service_healthy:false' },
      env: ['PORT=80', 'DATABASE_URL=db://db:5432/shop'],
      workingDir: '/var/www',
      ports: [{ key: '80/tcp', hostIp: '127.0.0.1', hostPort: port }],
      restart: kept,
      health: { command: 'wget -q -O /dev/null http://127.0.0.1/', isWell: true },
    },
    { name: 'db-migrate', image: 'busybox', command: ['migrate'], state: 'exited', labels: { team: 'data' } },
    {
      name: 'order-import',
      image: 'busybox',
      command: ['import'],
      state: 'exited',
      exitCode: 1,
      labels: { team: 'data' },
    },
    { name: 'mailer', image: 'busybox', command: ['mailer'], state: 'restarting', exitCode: 1, restart: always },
    { name: 'report-worker', image: 'busybox', command: ['reports'], state: 'paused', memory: 64 * 2 ** 20 },
    {
      name: 'search-api',
      image: 'busybox',
      command: ['search'],
      state: 'running',
      env: ['SHARDS=3'],
      health: { command: 'wget -q -O /dev/null http://127.0.0.1:9200/ready', isWell: false },
    },
    {
      name: 'gateway',
      image: 'gateway:3.8.1',
      command: ['gateway'],
      state: 'running',
      labels: { team: 'platform', 'org.opencontainers.image.version': '3.8.1' },
    },
  ];
}

function sampleNetworks(): TourNetwork[] {
  const made = (name: string, driver: string, subnet: string): TourNetwork => ({
    id: idOf(`network ${name}`),
    name,
    driver,
    labels:
      name === 'shop_default' ? { 'com.docker.compose.project': 'shop', 'com.docker.compose.network': 'default' } : {},
    subnet,
    gateway: subnet.replace(/\.0\/16$/, '.1'),
    internal: false,
    attachable: false,
    created: Date.now() - 3 * day,
  });
  return [
    made('bridge', 'bridge', '172.17.0.0/16'),
    made('host', 'host', ''),
    made('none', 'null', ''),
    made('shop_default', 'bridge', '172.18.0.0/16'),
  ];
}

function sampleImages(): TourImage[] {
  const base = {
    createdBy: '/bin/sh -c #(nop) ADD file:busybox in / ',
    size: 4_261_550,
    created: Date.now() - 60 * day,
  };
  const made = (
    tags: string[],
    config: TourImage['config'],
    ...steps: [createdBy: string, size: number][]
  ): TourImage => {
    const created = Date.now() - (tags.length === 0 ? 9 : 2) * day;
    return {
      id: idOf(`image ${tags.join()} ${steps.length}`),
      tags: new Set(tags),
      created,
      config: { Env: ['PATH=/usr/local/bin:/usr/bin:/bin'], Labels: {}, ...config },
      layers: [base, ...steps.map(([createdBy, size]) => ({ createdBy, size, created }))],
    };
  };
  const web: [string, number][] = [
    ['/bin/sh -c #(nop) LABEL org.opencontainers.image.title=Shop', 0],
    ['/bin/sh -c #(nop) WORKDIR /var/www', 0],
    ['/bin/sh -c #(nop) COPY --from=pages /build/site/ ./', 18_432],
    ['/bin/sh -c #(nop) COPY serve.sh /usr/local/bin/serve', 512],
    ['/bin/sh -c chmod +x /usr/local/bin/serve', 512],
    ['/bin/sh -c #(nop) EXPOSE 80', 0],
    ['/bin/sh -c #(nop) CMD ["serve"]', 0],
  ];
  return [
    made(['busybox:latest'], { Cmd: ['sh'] }),
    made(['shop-web:1.4'], { Cmd: ['serve'], WorkingDir: '/var/www', ExposedPorts: { '80/tcp': {} } }, ...web),
    made([], { Cmd: ['serve'], WorkingDir: '/var/www' }, ...web.slice(0, 5)),
    made(
      ['shop-db:1.0'],
      { Cmd: ['database'], Volumes: { '/var/lib/db': {} }, ExposedPorts: { '5432/tcp': {} } },
      ['/bin/sh -c #(nop) COPY seed/ /usr/share/db/', 2_048],
      ['/bin/sh -c chmod +x /usr/local/bin/database', 1_024],
      ['/bin/sh -c #(nop) CMD ["database"]', 0],
    ),
    made(
      ['gateway:3.8.1', 'gateway:latest'],
      { Cmd: ['gateway'], User: 'node', ExposedPorts: { '8080/tcp': {} } },
      ['/bin/sh -c apk add --no-cache nodejs npm', 58_720_256],
      ['/bin/sh -c npm ci --omit=dev', 31_457_280],
      ['/bin/sh -c #(nop) COPY dist/ ./', 1_887_436],
      ['/bin/sh -c #(nop) CMD ["gateway"]', 0],
    ),
    made(['node:22-alpine'], { Cmd: ['node'] }, ['/bin/sh -c apk add --no-cache nodejs', 132_120_576]),
  ];
}

import { cp, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configOf, type Docker } from './cli.ts';
import type { Lab } from './lab.ts';
import { addPlugins } from './programs/plugins.ts';
import { freePort } from './registry.ts';

const sample = fileURLToPath(new URL('../samples/shop/', import.meta.url));

/** The demo's Compose project, as files that can be edited, built and brought up. */
export interface Shop {
  /** Absolute. */
  readonly composeFile: string;
  /** A folder with a Dockerfile of two stages. */
  readonly buildFolder: string;
}

/**
 * Puts the project `shop` into the lab's folder, builds its two images there and starts its two services as its file
 * says. Compose itself is not needed for that: Debian's archive may be out of reach.
 */
export async function startShop(lab: Lab, docker: Docker): Promise<Shop> {
  const folder = `${lab.dir}/shop`;
  const shop = { composeFile: `${folder}/compose.yaml`, buildFolder: `${folder}/web` };
  await cp(sample, folder, { recursive: true });
  const port = String(await freePort());
  await writeFile(`${folder}/.env`, `SHOP_PORT=${port}\n`);
  await Promise.all([
    docker('build', '--quiet', '--tag', 'shop-web:1.4', shop.buildFolder),
    docker('build', '--quiet', '--tag', 'shop-db:1.0', `${folder}/db`),
  ]);
  const project = { 'com.docker.compose.project': 'shop', 'com.docker.compose.version': '2.40.3' };
  await docker('network', 'create', ...labels({ ...project, 'com.docker.compose.network': 'default' }), 'shop_default');
  await docker('volume', 'create', ...labels({ ...project, 'com.docker.compose.volume': 'db-data' }), 'shop_db-data');
  const start = (name: string, image: string, others: Record<string, string>, ...options: string[]) =>
    docker('run', '--detach', ...serviceOf(name, folder, { ...project, ...others }), ...options, image);
  await start('db', 'shop-db:1.0', {}, '--volume', 'shop_db-data:/var/lib/db', ...health('test -f /var/lib/db/ready'));
  await start(
    'web',
    'shop-web:1.4',
    { 'com.docker.compose.depends_on': 'db:service_healthy:false' },
    '--publish',
    `127.0.0.1:${port}:80`,
    '--env',
    'DATABASE_URL=db://db:5432/shop',
    ...health('wget -q -O /dev/null http://127.0.0.1/'),
  );
  return shop;
}

/** Gives the demo `docker compose`, if Debian's archive can be reached, and says so if not. True if it is there. */
export async function addCompose(lab: Lab, say: (line: string) => void): Promise<boolean> {
  try {
    await addPlugins(configOf(lab.dir), say);
    return true;
  } catch (error) {
    say(`The demo goes on without docker compose: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** The options of `docker run` for the first container of a service. */
function serviceOf(name: string, folder: string, others: Record<string, string>): string[] {
  const own = {
    'com.docker.compose.service': name,
    'com.docker.compose.container-number': '1',
    'com.docker.compose.oneoff': 'False',
    // Without one Compose takes no notice of a container; with one of ours its first `up` makes it anew.
    'com.docker.compose.config-hash': 'demo',
    'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
    'com.docker.compose.project.working_dir': folder,
  };
  const container = `shop-${name}-1`;
  return [
    `--name=${container}`,
    `--hostname=${container}`,
    '--restart=unless-stopped',
    '--network=shop_default',
    `--network-alias=${name}`,
    ...labels({ ...others, ...own }),
  ];
}

/** Labels as options of the docker command. */
export function labels(pairs: Readonly<Record<string, string>>): string[] {
  return Object.entries(pairs).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
}

/** A health check as options of the docker command: it tells within seconds. */
export function health(command: string): string[] {
  return ['--health-cmd', command, '--health-interval', '3s', '--health-retries', '1', '--health-timeout', '2s'];
}

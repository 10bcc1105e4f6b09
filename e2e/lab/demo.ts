import { setTimeout as sleep } from 'node:timers/promises';
import * as scripts from './demo-scripts.ts';
import type { Lab } from './lab.ts';
import { freePort } from './registry.ts';

const SETTLE_MS = 30_000;

/** Fills an engine with eight containers in every state, of names and labels as people give them, all on busybox. */
export async function populateDemo(lab: Lab): Promise<void> {
  const docker = (...args: string[]): Promise<string> => run(lab, args);
  const start = (name: string, script: string, ...options: string[]): Promise<string> =>
    docker('run', '--detach', '--name', name, '--hostname', name, ...options, 'busybox', 'sh', '-c', script);

  await startShop(docker, start);
  await Promise.all([
    start('gateway', scripts.gateway, ...labels({ team: 'platform', 'org.opencontainers.image.version': '3.8.1' })),
    start(
      'search-api',
      scripts.search,
      ...health('wget -q -O /dev/null http://127.0.0.1:9200/ready'),
      '--env',
      'SHARDS=3',
    ),
    start('db-migrate', scripts.migrate, ...labels({ team: 'data' })),
    start('order-import', scripts.importer, ...labels({ team: 'data' })),
    start('mailer', scripts.mailer, '--restart', 'always', '--env', 'SMTP_HOST=smtp.internal'),
    start('report-worker', scripts.reports, '--memory', '64m').then(() => docker('pause', 'report-worker')),
  ]);
  await settled(docker);
}

type Docker = (...args: string[]) => Promise<string>;

/** Two services of one Compose project, with its network, volume and labels. */
async function startShop(
  docker: Docker,
  start: (name: string, script: string, ...options: string[]) => Promise<string>,
): Promise<void> {
  const project = { 'com.docker.compose.project': 'shop', 'com.docker.compose.version': '2.40.3' };
  await docker('network', 'create', ...labels({ ...project, 'com.docker.compose.network': 'default' }), 'shop_default');
  await docker('volume', 'create', ...labels({ ...project, 'com.docker.compose.volume': 'db-data' }), 'shop_db-data');
  const service = (name: string, others: Record<string, string> = {}): string[] => [
    ...labels({
      ...project,
      'com.docker.compose.service': name,
      'com.docker.compose.container-number': '1',
      'com.docker.compose.oneoff': 'False',
      'com.docker.compose.project.config_files': '/srv/shop/compose.yaml',
      'com.docker.compose.project.working_dir': '/srv/shop',
      ...others,
    }),
    '--network',
    'shop_default',
    '--network-alias',
    name,
    '--restart',
    'unless-stopped',
  ];
  await start(
    'shop-db-1',
    scripts.database,
    ...service('db'),
    '--volume',
    'shop_db-data:/var/lib/db',
    '--env',
    'DB_NAME=shop',
    '--expose',
    '5432',
    ...health('test -f /var/lib/db/ready'),
  );
  await start(
    'shop-web-1',
    scripts.web,
    ...service('web', { 'com.docker.compose.depends_on': 'db:service_healthy:false' }),
    '--publish',
    `127.0.0.1:${await freePort()}:80`,
    '--env',
    'DATABASE_URL=db://db:5432/shop',
    ...health('wget -q -O /dev/null http://127.0.0.1/'),
  );
}

/** Waits until every container shows what it is there for: healthy, unhealthy, ended, restarting. */
async function settled(docker: Docker): Promise<void> {
  const wanted = [
    ['shop-web-1', /\(healthy\)/],
    ['shop-db-1', /\(healthy\)/],
    ['search-api', /\(unhealthy\)/],
    ['db-migrate', /^Exited \(0\)/],
    ['order-import', /^Exited \(1\)/],
    ['report-worker', /\(Paused\)/],
    ['mailer', /^Restarting/],
  ] as const;
  const until = Date.now() + SETTLE_MS;
  const seen = new Set<string>();
  for (;;) {
    const lines = (await docker('ps', '--all', '--format', '{{.Names}}\t{{.Status}}')).split('\n');
    const status = new Map(lines.map((line) => [line.split('\t')[0], line.split('\t')[1] ?? '']));
    for (const [name, pattern] of wanted) if (pattern.test(status.get(name) ?? '')) seen.add(name);
    if (seen.size === wanted.length) return;
    if (Date.now() > until) throw new Error(`The demo did not settle:\n${lines.join('\n')}`);
    await sleep(200);
  }
}

async function run(lab: Lab, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await lab.cli(...args);
  if (code !== 0) throw new Error(`docker ${args.slice(0, 4).join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}

function labels(pairs: Readonly<Record<string, string>>): string[] {
  return Object.entries(pairs).flatMap(([key, value]) => ['--label', `${key}=${value}`]);
}

function health(command: string): string[] {
  return ['--health-cmd', command, '--health-interval', '3s', '--health-retries', '1', '--health-timeout', '2s'];
}

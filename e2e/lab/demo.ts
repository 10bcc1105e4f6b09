import { setTimeout as sleep } from 'node:timers/promises';
import { type Docker, dockerOn } from './cli.ts';
import * as scripts from './demo-scripts.ts';
import { health, labels, type Shop, startShop } from './demo-shop.ts';
import type { Lab } from './lab.ts';

const SETTLE_MS = 60_000;

/**
 * Fills an engine with eight containers in every state, of names and labels as people give them, all on busybox; two of
 * them are a Compose project with files, images and a volume of its own. What is written lies in the lab's folder.
 */
export async function populateDemo(lab: Lab): Promise<Shop> {
  const docker = dockerOn(() => lab);
  const start = (name: string, script: string, ...options: string[]): Promise<string> =>
    docker('run', '--detach', '--name', name, '--hostname', name, ...options, 'busybox', 'sh', '-c', script);

  const shop = await startShop(lab, docker);
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
  return shop;
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

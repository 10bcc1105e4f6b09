import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Benchmark } from './tools/context.ts';
import { ended } from './tools/ended.ts';
import { docker } from './tools/populate.ts';
import { timed } from './tools/stats.ts';

const runs = 5;

const file = `services:
  db:
    image: busybox
    init: true
    command: sleep 1000
  web:
    image: busybox
    init: true
    command: sleep 1000
    depends_on: [db]
  worker:
    image: busybox
    init: true
    command: sleep 1000
    depends_on: [db]
`;

/** A project of three services comes up, beside the same `docker compose up` in a terminal. */
export const compose: Benchmark = {
  name: 'compose',
  async run(context) {
    const lab = await context.lab({ compose: true });
    const { client, engine } = await context.local();
    const path = join(lab.dir, 'bench-compose', 'compose.yaml');
    await mkdir(join(lab.dir, 'bench-compose'));
    await writeFile(path, file);
    const down = () => docker(lab, 'compose', '-f', path, 'down', '--timeout', '1');
    const gantry: number[] = [];
    const cli: number[] = [];
    for (let n = 0; n < runs; n++) {
      gantry.push(await timed(async () => ended(client, (await client.compose.up({ engine, files: [path] })).task)));
      await down();
      cli.push(await timed(() => docker(lab, 'compose', '-f', path, 'up', '--detach')));
      await down();
    }
    context.report({
      name: 'three services come up',
      unit: 'ms',
      gantry,
      beside: { what: 'docker compose up --detach', values: cli },
      goal: { of: 'ratio', atMost: 1.2 },
    });
  },
};

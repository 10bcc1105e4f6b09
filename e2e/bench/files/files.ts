import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark } from '../tools/context.ts';
import { ended } from '../tools/ended.ts';
import { docker } from '../tools/populate.ts';
import { timed } from '../tools/stats.ts';

const entries = 10_000;
const runs = 7;
const copies = 3;
const size = 1_000_000_000;

/** A folder of many files of a container, running and stopped, and a large file brought here, beside the docker command. */
export const files: Benchmark = {
  name: 'files',
  async run(context) {
    const lab = await context.lab();
    const { client, engine } = await context.local();
    const script = `mkdir -p /srv/many; cd /srv/many; for n in $(seq ${entries}); do : > $n; done; head -c ${size} /dev/urandom > /srv/large; sleep 100000`;
    const id = (await docker(lab, 'run', '-d', '--init', 'busybox', 'sh', '-c', script)).trim();
    for (let there = 0; there < size; ) {
      const seen = await docker(lab, 'exec', id, 'sh', '-c', 'stat -c %s /srv/large 2>/dev/null || echo 0');
      there = Number(seen);
    }
    const look = () => client.files.look({ engine, id, path: '/srv/many' });
    const list = async (name: string) => {
      const gantry: number[] = [];
      const cli: number[] = [];
      for (let n = 0; n < runs; n++) gantry.push(await timed(look));
      if (name === 'running') {
        for (let n = 0; n < runs; n++) cli.push(await timed(() => docker(lab, 'exec', id, 'ls', '-la', '/srv/many')));
      }
      const beside = cli.length > 0 ? { beside: { what: 'docker exec ls -la', values: cli } } : {};
      context.report({
        name: `${entries} entries, ${name}`,
        unit: 'ms',
        gantry,
        ...beside,
        goal: { of: 'median', atMost: 1000 },
      });
    };
    await list('running');
    const gantry: number[] = [];
    const cli: number[] = [];
    for (let n = 0; n < copies; n++) {
      const to = await mkdtemp(join(tmpdir(), 'gantry-bench-'));
      const download = async () => {
        const { task } = await client.files.download({ engine, id, paths: ['/srv/large'], to });
        await ended(client, task);
      };
      gantry.push(await timed(download));
      cli.push(await timed(() => docker(lab, 'cp', `${id}:/srv/large`, join(to, 'beside'))));
      await rm(to, { recursive: true });
    }
    context.report({
      name: `${size / 1e9} GB out`,
      unit: 'ms',
      gantry,
      beside: { what: 'docker cp', values: cli },
      goal: { of: 'ratio', atMost: 1.25 },
    });
    await docker(lab, 'kill', id);
    await list('stopped');
  },
};

import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark } from './tools/context.ts';
import { ended } from './tools/ended.ts';
import { docker } from './tools/populate.ts';
import { timed } from './tools/stats.ts';

const layers = 4;
const layerSize = 8_000_000;
const runs = 7;

/** A pull of four layers of 8 MB from a registry on this machine, beside the docker command. */
export const pull: Benchmark = {
  name: 'pull',
  async run(context) {
    const lab = await context.lab({ registry: true, compose: true });
    const { client, engine } = await context.local();
    const reference = `${lab.registry}/bench/pulled:latest`;
    await pushImage(lab, reference);
    const gantry: number[] = [];
    const cli: number[] = [];
    for (let n = 0; n < runs; n++) {
      await docker(lab, 'rmi', '-f', reference);
      gantry.push(await timed(async () => ended(client, (await client.transfers.pull({ engine, reference })).task)));
      await docker(lab, 'rmi', '-f', reference);
      cli.push(await timed(() => docker(lab, 'pull', reference)));
    }
    context.report({
      name: `${layers} layers, ${(layers * layerSize) / 1e6} MB`,
      unit: 'ms',
      gantry,
      beside: { what: 'docker pull', values: cli },
      goal: { of: 'ratio', atMost: 1.2 },
    });
  },
};

/** Bytes that do not compress: what is measured is not gzip's luck. */
async function pushImage(lab: Lab, reference: string): Promise<void> {
  const folder = join(lab.dir, 'bench-pull');
  await mkdir(folder);
  const names = Array.from({ length: layers }, (_, n) => `layer-${n}`);
  for (const name of names) await writeFile(join(folder, name), randomBytes(layerSize));
  await writeFile(join(folder, 'Dockerfile'), ['FROM busybox', ...names.map((name) => `COPY ${name} /`)].join('\n'));
  await docker(lab, 'build', '--quiet', '--tag', reference, folder);
  await docker(lab, 'push', reference);
  // The builder keeps the layers otherwise, and nothing would be left to pull.
  await docker(lab, 'rmi', '-f', reference);
  await docker(lab, 'builder', 'prune', '--all', '--force');
}

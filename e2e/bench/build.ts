import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outcome } from '../lab/base/command.ts';
import { cliEnvironment } from '../lab/cli.ts';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark, Context } from './tools/context.ts';
import { ended } from './tools/ended.ts';
import type { LocalClient } from './tools/local-client.ts';
import { timed } from './tools/stats.ts';

const files = 300;
const fileSize = 20_000;
const runs = 7;
/** Of the large folder: 10,000 files, 200 MB. */
const manyFolders = 100;
const manyFiles = 100;
const largeRuns = 3;

const dockerfile = `FROM busybox
WORKDIR /app
COPY package.json .
RUN for n in $(seq 1 200); do echo "module $n"; done
COPY . .
RUN find . -type f | wc -l
ENV PORT=4000
CMD ["sh"]
`;

/** Builds of a folder of 6 MB, without and with the cache, and of one of 200 MB, beside the docker command with BuildKit. */
export const build: Benchmark = {
  name: 'build',
  async run(context) {
    const lab = await context.lab({ compose: true }); // newer docker commands build with its plugin only
    const local = await context.local();
    const folder = await writeFolder(join(lab.dir, 'bench-build'));
    await byCommand(lab, folder, false); // the base image is unpacked once
    for (const noCache of [true, false]) {
      const gantry: number[] = [];
      const cli: number[] = [];
      for (let n = 0; n < runs; n++) {
        gantry.push(await timed(() => byGantry(local, folder, noCache)));
        cli.push(await timed(() => byCommand(lab, folder, noCache)));
      }
      context.report({
        name: noCache ? 'without the cache' : 'all from the cache',
        unit: 'ms',
        gantry,
        beside: { what: `DOCKER_BUILDKIT=1 docker build${noCache ? ' --no-cache' : ''}`, values: cli },
        goal: { of: 'ratio', atMost: 1.25 },
      });
    }
    await large(context, lab, local);
  },
};

/** A folder of 200 MB: the first build, one with nothing changed, one with one file changed. */
async function large(context: Context, lab: Lab, local: LocalClient): Promise<void> {
  const folder = await writeLarge(join(lab.dir, 'bench-large'));
  const both = async (name: string, times: number, before: (n: number) => Promise<void>) => {
    const gantry: number[] = [];
    const cli: number[] = [];
    for (let n = 0; n < times; n++) {
      await before(n);
      gantry.push(await timed(() => byGantry(local, folder, false)));
      await before(n + times);
      cli.push(await timed(() => byCommand(lab, folder, false)));
    }
    const beside = { what: 'DOCKER_BUILDKIT=1 docker build', values: cli };
    context.report({ name, unit: 'ms', gantry, beside, goal: { of: 'ratio', atMost: 1 } });
  };
  await both('10,000 files, the first time', largeRuns, async () => {
    const { code, stderr } = await outcome(
      lab.docker,
      ['builder', 'prune', '-af'],
      cliEnvironment(lab.dir, lab.socket),
    );
    if (code !== 0) throw new Error(`docker builder prune: ${stderr}`);
  });
  await byGantry(local, folder, false);
  await both('10,000 files, nothing changed', largeRuns, async () => {});
  await both('10,000 files, one changed', largeRuns, (n) => writeFile(join(folder, '7', '7.bin'), `changed ${n}`));
}

async function writeLarge(folder: string): Promise<string> {
  for (let n = 0; n < manyFolders; n++) {
    await mkdir(join(folder, `${n}`), { recursive: true });
    for (let each = 0; each < manyFiles; each++) {
      await writeFile(join(folder, `${n}`, `${each}.bin`), `${n} ${each} `.repeat(fileSize).slice(0, fileSize));
    }
  }
  await writeFile(join(folder, 'Dockerfile'), 'FROM busybox\nCOPY . /app\n');
  return folder;
}

async function writeFolder(folder: string): Promise<string> {
  await mkdir(join(folder, 'src'), { recursive: true });
  await writeFile(join(folder, 'Dockerfile'), dockerfile);
  await writeFile(join(folder, 'package.json'), '{}');
  for (let n = 0; n < files; n++) {
    await writeFile(join(folder, 'src', `${n}.txt`), `${n} `.repeat(fileSize).slice(0, fileSize));
  }
  return folder;
}

async function byCommand(lab: Lab, folder: string, noCache: boolean): Promise<void> {
  const args = ['build', '--quiet', ...(noCache ? ['--no-cache'] : []), '--tag', 'bench:cli', folder];
  const env = { ...cliEnvironment(lab.dir, lab.socket), DOCKER_BUILDKIT: '1' };
  const { code, stderr } = await outcome(lab.docker, args, env);
  if (code !== 0) throw new Error(`docker build: ${stderr}`);
}

async function byGantry({ client, engine }: LocalClient, folder: string, noCache: boolean): Promise<void> {
  const order = { engine, folder, dockerfile: 'Dockerfile', tags: ['bench:gantry'], args: {}, noCache, pull: false };
  const { task } = await client.builds.start(order);
  await ended(client, task);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeContexts } from '../contexts.ts';
import { startHost } from '../host.ts';
import { cliEnvironment } from '../lab/cli.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import type { Benchmark } from './tools/context.ts';
import { alike, createContainers } from './tools/populate.ts';
import { addProbe, moment } from './tools/probe.ts';
import { cpuShares } from './tools/processes.ts';

const engines = 4;
/** Running, on all of them together. */
const containers = 50;
const seconds = 20;
/** ms for what has begun to be over. */
const settled = 5000;

/** What it costs to look at 50 containers that run on four engines, all in one list. Beside it a `docker stats` for each engine. */
export const idleFour: Benchmark = {
  name: 'idle-four',
  async run(context) {
    const labs = await Promise.all(Array.from({ length: engines }, () => startLab()));
    try {
      await Promise.all(
        labs.map((lab, at) => createContainers(lab, alike(Math.ceil((containers - at) / engines), `web-${at}`, true))),
      );
      const [ours, theirs] = await gantry(labs, await context.browser());
      const [cli, theirsOfCli] = await dockerStats(labs);
      const name = (who: string) =>
        `CPU of ${who}, ${containers} running on ${engines} engines, list open, ${seconds} s`;
      context.report({
        name: name('the host'),
        unit: '%',
        gantry: [ours],
        beside: { what: 'docker stats, four', values: [cli] },
        goal: { of: 'median', atMost: 2 },
      });
      context.report({
        name: name('four dockerd meanwhile'),
        unit: '%',
        gantry: [theirs],
        beside: { what: 'with docker stats', values: [theirsOfCli] },
      });
    } finally {
      await Promise.all(labs.map((lab) => lab.stop()));
    }
  },
};

type Browser = Awaited<ReturnType<Parameters<Benchmark['run']>[0]['browser']>>;
type Shares = readonly [ours: number, theirs: number];

const sum = (shares: readonly number[]): number => shares.reduce((before, share) => before + share, 0);

/** The host with a window that looks at all, and the engines meanwhile. */
async function gantry(labs: readonly Lab[], browser: Browser): Promise<Shares> {
  const [first, ...others] = labs;
  if (!first) throw new Error('no engine');
  const names = Object.fromEntries(others.map((lab, at) => [`engine-${at}`, lab.dockerHost]));
  const host = await startHost({
    dockerHost: first.dockerHost,
    env: { DOCKER_CONFIG: await writeContexts(first.dir, names) },
  });
  try {
    const tab = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    await addProbe(tab, { all: { selector: `[role=grid][aria-rowcount="${containers + 1}"]` } });
    const page = await tab.newPage();
    await page.goto(host.url);
    await page.getByRole('button', { name: /^Engine / }).click();
    await page.getByRole('menuitemcheckbox', { name: 'All engines' }).click();
    await moment(page, 'all', 60_000);
    await sleep(settled);
    const [ours = Number.NaN, ...theirs] = await cpuShares(
      [host.pid, ...labs.map(({ engine }) => engine.pid())],
      seconds,
    );
    await tab.close();
    return [ours, sum(theirs)];
  } finally {
    await host.stop();
  }
}

async function dockerStats(labs: readonly Lab[]): Promise<Shares> {
  const children: ChildProcess[] = labs.map(({ docker, dir, socket }) =>
    spawn(docker, ['stats'], { env: cliEnvironment(dir, socket), stdio: 'ignore' }),
  );
  const ended = children.map((child) => once(child, 'close'));
  await sleep(settled);
  const pids = [...children.map(({ pid }) => pid ?? 0), ...labs.map(({ engine }) => engine.pid())];
  const shares = await cpuShares(pids, seconds);
  for (const child of children) child.kill();
  await Promise.all(ended);
  return [sum(shares.slice(0, labs.length)), sum(shares.slice(labs.length))];
}

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { cliEnvironment } from '../lab/cli.ts';
import type { Benchmark } from './context.ts';
import { alike, createContainers } from './populate.ts';
import { moment } from './probe.ts';

const containers = 50;
const seconds = 20;
/** proc(5) counts in these; the kernel has given 100 per second to user space on every architecture for decades. */
const ticksPerSecond = 100;

/** What it costs to look at 50 running containers: live usage of those in view. Beside it `docker stats`, of all. */
export const idle: Benchmark = {
  name: 'idle',
  async run(context) {
    const lab = await context.lab();
    await createContainers(lab, alike(containers, 'web', true));
    const dockerd = lab.engine.pid();
    const host = await context.host();
    const page = await context.page({ all: { selector: `[role=grid][aria-rowcount="${containers + 1}"]` } });
    await moment(page, 'all');
    await sleep(3000); // the first drawing is not idleness
    const [ours, engine] = await cpuShares([host.pid, dockerd]);
    await page.goto('about:blank');
    await sleep(3000);
    const stats = spawn(lab.docker, ['stats'], { env: cliEnvironment(lab.dir, lab.socket), stdio: 'ignore' });
    const ended = new Promise((resolve) => stats.once('close', resolve));
    await sleep(3000);
    const [cli, engineOfCli] = await cpuShares([stats.pid ?? 0, dockerd]);
    stats.kill();
    await ended;
    const name = (who: string) => `CPU of ${who}, ${containers} running, list open, ${seconds} s`;
    context.report({
      name: name('the host'),
      unit: '%',
      gantry: [ours ?? Number.NaN],
      beside: { what: 'docker stats', values: [cli ?? Number.NaN] },
      goal: { of: 'median', atMost: 3 },
    });
    context.report({
      name: name('dockerd meanwhile'),
      unit: '%',
      gantry: [engine ?? Number.NaN],
      beside: { what: 'with docker stats', values: [engineOfCli ?? Number.NaN] },
    });
  },
};

/** How much of one core each process uses over the next `seconds`, in percent. */
async function cpuShares(pids: readonly number[]): Promise<number[]> {
  const before = await Promise.all(pids.map(cpuSeconds));
  const start = performance.now();
  await sleep(seconds * 1000);
  const after = await Promise.all(pids.map(cpuSeconds));
  const passed = (performance.now() - start) / 1000;
  return after.map((used, index) => (100 * (used - (before[index] ?? 0))) / passed);
}

/** User and system time of a process and its threads so far: fields 14 and 15 of /proc/PID/stat. */
async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name that may hold anything, in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

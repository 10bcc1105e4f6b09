import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { cliEnvironment } from '../lab/cli.ts';
import type { Benchmark } from './tools/context.ts';
import { lookAt } from './tools/look-at.ts';
import { cpuShares } from './tools/processes.ts';

const containers = 50;
const seconds = 20;

/** What it costs to look at 50 running containers: live usage of those in view. Beside it `docker stats`, of all. */
export const idle: Benchmark = {
  name: 'idle',
  async run(context) {
    const { lab, host, page } = await lookAt(context, containers);
    const dockerd = lab.engine.pid();
    await sleep(3000); // the first drawing is not idleness
    const [ours, engine] = await cpuShares([host.pid, dockerd], seconds);
    await page.goto('about:blank');
    await sleep(3000);
    const stats = spawn(lab.docker, ['stats'], { env: cliEnvironment(lab.dir, lab.socket), stdio: 'ignore' });
    const ended = new Promise((resolve) => stats.once('close', resolve));
    await sleep(3000);
    const [cli, engineOfCli] = await cpuShares([stats.pid ?? 0, dockerd], seconds);
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

import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Benchmark, Context } from './tools/context.ts';
import { type LocalShell, openLocalShell } from './tools/local-shell.ts';
import { loopDelays } from './tools/loop-delay.ts';
import { createContainers } from './tools/populate.ts';

const sessions = 20;
const seconds = 20;
const rounds = 3;
const cols = 120;

/** Many sessions at once in the main process: what they cost while nothing happens, and while all of them flood. */
export const shellMany: Benchmark = {
  name: 'shell-many',
  async run(context) {
    const lab = await context.lab();
    const [id = ''] = await createContainers(lab, [{ name: 'shell', command: ['sleep', '1000000'], start: true }]);
    const local = await context.local();
    await openLocalShell(local, id).then((shell) => shell.close());
    await sleep(2000);
    const before = memory();
    const alone = await cpuShare();
    const shells: LocalShell[] = [];
    for (let n = 0; n < sessions; n += 1) shells.push(await openLocalShell(local, id, { cols }));
    await sleep(5000);
    context.report({
      name: `${sessions} idle sessions: CPU of main`,
      unit: '%',
      gantry: [await cpuShare()],
      beside: { what: 'no session', values: [alone] },
      goal: { of: 'median', atMost: 1 },
    });
    await flooding(context, shells, 'each with a reader');
    for (const shell of shells) shell.leave();
    await flooding(context, shells, 'nobody looks');
    await fill(shells);
    context.report({
      name: `memory of a session whose ${cols} columns and 10,000 lines are full`,
      unit: 'MB',
      gantry: [(memory() - before) / sessions],
      goal: { of: 'median', atMost: 20 },
    });
    await Promise.all(shells.map((shell) => shell.close()));
  },
};

async function flooding(context: Context, shells: readonly LocalShell[], how: string): Promise<void> {
  const line = 'x'.repeat(cols - 1);
  for (const shell of shells) await shell.write(`yes ${line}\n`);
  await sleep(3000);
  const delays = { p99: [] as number[], most: [] as number[], idle: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const { here, idle } = await loopDelays(() => sleep((seconds * 1000) / rounds));
    delays.p99.push(here.p99);
    delays.most.push(here.most);
    delays.idle.push(idle.p99);
  }
  context.report({
    name: `${sessions} flooding, ${how}: p99 of main’s loop delay`,
    unit: 'ms',
    gantry: delays.p99,
    beside: { what: 'a loop that does nothing', values: delays.idle },
    goal: { of: 'median', atMost: 20 },
  });
  context.report({ name: `${sessions} flooding, ${how}: longest loop delay`, unit: 'ms', gantry: delays.most });
  for (const shell of shells) await shell.write('\u0003');
  await sleep(2000);
}

/** Has each show its last line, all others being full. */
async function fill(shells: readonly LocalShell[]): Promise<void> {
  const line = 'x'.repeat(cols);
  for (const shell of shells) await shell.write(`yes ${line} | head -n 11000\n`);
  await sleep(20_000);
}

/** % of a core that this process uses. */
async function cpuShare(): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  await sleep(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 10 / (performance.now() - start);
}

/** MB that are used after all garbage was collected. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

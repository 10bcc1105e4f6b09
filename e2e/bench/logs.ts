import type { Page } from '@playwright/test';
import type { Host } from '../host.ts';
import { longLog } from './log-read.ts';
import type { Benchmark } from './tools/context.ts';
import { inFreshHost, jumps, type OpenedLog, openLog, pageHeap } from './tools/log-page.ts';
import { docker, dockerToNull } from './tools/populate.ts';
import { residentMegabytes } from './tools/processes.ts';
import { timed } from './tools/stats.ts';

const lines = 1_000_000;
const runs = 5;
const jumpCount = 30;

/** What one opening of the log looked like. */
interface Opened extends OpenedLog {
  readonly pageHeap: number;
  readonly hostMemory: number;
  readonly jumps: readonly number[];
}

/** The log of a container that has printed a million lines, in the page, each time in a host that never saw it. */
export const logs: Benchmark = {
  name: 'logs',
  async run(context) {
    const lab = await context.lab();
    const id = await longLog(lab, lines);
    const opened: Opened[] = [];
    const tail: number[] = [];
    const whole: number[] = [];
    for (let n = 0; n < runs; n += 1) {
      opened.push(await inFreshHost(context, { dockerHost: lab.dockerHost }, (page, host) => open(page, host, id)));
      tail.push(await timed(() => docker(lab, 'logs', '--tail', '1000', id)));
      whole.push(await timed(() => dockerToNull(lab, 'logs', '-t', id)));
    }
    const all = (pick: (one: Opened) => number) => opened.map(pick);
    const what = `${lines.toLocaleString('en')} lines`;
    context.report({
      name: `${what}: click → last line painted`,
      unit: 'ms',
      gantry: all(({ painted }) => painted),
      beside: { what: 'docker logs --tail 1000', values: tail },
      goal: { of: 'median', atMost: 500 },
    });
    context.report({
      name: `${what}: click → all of it in the store, and said so`,
      unit: 'ms',
      gantry: all(({ complete }) => complete),
      beside: { what: 'docker logs -t', values: whole },
      goal: { of: 'ratio', atMost: 0.8 },
    });
    const frames = opened.map(({ frames }) => Math.max(...frames));
    context.report({
      name: 'meanwhile: longest frame',
      unit: 'ms',
      gantry: frames,
      goal: { of: 'median', atMost: 50 },
    });
    context.report({ name: 'meanwhile: frames', unit: 'ms', gantry: opened.flatMap(({ frames }) => frames) });
    const heaps = all(({ pageHeap }) => pageHeap);
    context.report({ name: 'heap of the page', unit: 'MB', gantry: heaps, goal: { of: 'median', atMost: 150 } });
    context.report({ name: 'memory of the host (all of it)', unit: 'MB', gantry: all(({ hostMemory }) => hostMemory) });
    context.report({
      name: 'jump anywhere → rows painted',
      unit: 'ms',
      gantry: opened.flatMap(({ jumps }) => jumps),
      goal: { of: 'p95', atMost: 50 },
    });
  },
};

async function open(page: Page, host: Host, id: string): Promise<Opened> {
  const opened = await openLog(page, id, lines);
  return {
    ...opened,
    pageHeap: await pageHeap(page),
    hostMemory: await residentMegabytes(host.pid),
    jumps: await jumps(page, jumpCount, lines),
  };
}

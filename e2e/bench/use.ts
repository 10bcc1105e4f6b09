import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { Benchmark } from './tools/context.ts';
import { lookAt } from './tools/look-at.ts';
import { cpuShares } from './tools/processes.ts';
import type { Row } from './tools/table.ts';

const containers = 100;
const seconds = 20;

/** What it costs to look at the use of 100 running containers, all of them sorted by it, and what a window costs that is hidden. */
export const use: Benchmark = {
  name: 'use',
  async run(context) {
    const { lab, host, page } = await lookAt(context, containers);
    const dockerd = lab.engine.pid();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Stats' }).click();
    await sleep(5000); // the first drawing is not what it costs
    const shares = cpuShares([host.pid, dockerd], seconds);
    const open = await usualSockets(host.pid, seconds);
    const [ours, engine] = await shares;
    await show(page, 'hidden');
    await sleep(2000); // until the engine has let go
    const hidden = cpuShares([host.pid, dockerd], seconds);
    const rest = await usualSockets(host.pid, seconds);
    const [oursHidden, engineHidden] = await hidden;
    const name = (what: string) => `${what}, ${containers} running, sorted by CPU, ${seconds} s`;
    const row = (what: string, unit: Row['unit'], value: number | undefined, atMost?: number) =>
      context.report({
        name: name(what),
        unit,
        gantry: [value ?? Number.NaN],
        ...(atMost !== undefined && { goal: { of: 'median' as const, atMost } }),
      });
    row('Streams of use', 'items', open - rest, 25);
    row('CPU of the host', '%', ours, 10);
    row('CPU of dockerd meanwhile', '%', engine);
    row('CPU of the host, window hidden', '%', oursHidden, 1);
    row('CPU of dockerd, window hidden', '%', engineHidden);
  },
};

/** Makes the page believe that it is hidden, as a headless browser hides none. */
function show(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

/**
 * The median of how many sockets a process has open: each stream is one, beside those that are always there. While one stream
 * takes the turn of another both may be seen.
 */
async function usualSockets(pid: number, seconds: number): Promise<number> {
  const counts: number[] = [];
  for (let passed = 0; passed < seconds; passed += 0.5) {
    const folder = `/proc/${pid}/fd`;
    const files = await Promise.all((await readdir(folder)).map((fd) => readlink(`${folder}/${fd}`).catch(() => '')));
    counts.push(files.filter((file) => file.startsWith('socket:')).length);
    await sleep(500);
  }
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? Number.NaN;
}

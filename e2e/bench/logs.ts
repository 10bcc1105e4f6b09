import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Host, startHost } from '../host.ts';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark, Context } from './context.ts';
import { longLog } from './log-read.ts';
import { docker, dockerToNull } from './populate.ts';
import { addProbe, arm, moment } from './probe.ts';
import { residentMegabytes } from './processes.ts';
import { timed } from './stats.ts';

const lines = 1_000_000;
const runs = 5;
const jumps = 30;
const last = String(lines).padStart(10, '0');

/** What one opening of the log looked like. */
interface Opened {
  readonly painted: number;
  readonly complete: number;
  readonly frames: readonly number[];
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
      opened.push(await inFreshHost(context, lab, (page, host) => open(page, host, id)));
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

async function inFreshHost<T>(context: Context, lab: Lab, use: (page: Page, host: Host) => Promise<T>): Promise<T> {
  const host = await startHost({ dockerHost: lab.dockerHost });
  const window = await (await context.browser()).newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await addProbe(window);
    const page = await window.newPage();
    await page.goto(host.url);
    return await use(page, host);
  } finally {
    await window.close();
    await host.stop();
  }
}

async function open(page: Page, host: Host, id: string): Promise<Opened> {
  await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/overview`);
  await page.getByRole('tab', { name: 'Logs' }).waitFor();
  await sleep(500); // until the detail is drawn
  await arm(page, 'last', { selector: '[role=log]', text: last });
  await page.evaluate(watchFrames);
  await page.getByRole('tab', { name: 'Logs' }).click();
  const { painted } = await moment(page, 'last');
  const clicked = await page.evaluate(() => window.probe.happened['click'] ?? Number.NaN);
  const count = page.getByRole('status', { name: 'Line count' });
  await page.waitForFunction(
    ([element, text]) => element?.textContent === text,
    [await count.elementHandle(), `${lines.toLocaleString('en')} lines`] as const,
    { timeout: 120_000, polling: 'raf' },
  );
  const complete = await page.evaluate(() => window.probe.now());
  const frames = await page.evaluate(() => window.frameTimes);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
  return {
    painted: painted - clicked,
    complete: complete - clicked,
    frames,
    pageHeap: heap / 1e6,
    hostMemory: await residentMegabytes(host.pid),
    jumps: await page.evaluate(jumpAbout, jumps),
  };
}

declare global {
  interface Window {
    frameTimes: number[];
  }
}

/** Runs in the page: ms between animation frames from now on. */
function watchFrames(): void {
  window.frameTimes = [];
  let before: number | undefined;
  const frame = (now: number): void => {
    if (before !== undefined) window.frameTimes.push(now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** Runs in the page: ms from a jump of the scrollbar until the rows of that place are drawn. */
async function jumpAbout(count: number): Promise<number[]> {
  const log = document.querySelector('[role=log]');
  if (!log) throw new Error('no log');
  const shown = (): number => {
    const texts = [...log.querySelectorAll('[data-part=text]')].filter((text) => text.getClientRects().length > 0);
    return Math.min(...texts.map((text) => Number(/^\d{10}\b/.exec(text.textContent)?.[0] ?? Number.NaN)));
  };
  const times: number[] = [];
  for (let n = 0; n < count; n += 1) {
    // Far apart, and never twice the same.
    const share = (n * 0.381_966 + 0.1) % 1;
    const before = shown();
    const start = performance.now();
    log.scrollTop = share * (log.scrollHeight - log.clientHeight);
    for (;;) {
      // The first task after a frame: what is there by then has been drawn by it.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const now = shown();
      if (Number.isFinite(now) && now !== before && Math.abs(now / 1e6 - share) < 0.02) break;
      if (performance.now() - start > 5000) throw new Error(`The jump to ${share} shows ${now}.`);
    }
    times.push(performance.now() - start);
  }
  return times;
}

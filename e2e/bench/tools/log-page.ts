import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { type Host, type HostOptions, startHost } from '../../host.ts';
import type { Context } from './context.ts';
import { addProbe, arm, moment } from './probe.ts';

/** The log of one container in the page, that has printed so many numbered lines. */
export interface OpenedLog {
  /** ms from the click until the last line was painted. */
  readonly painted: number;
  /** ms from the click until all lines were in the store and the page said so. */
  readonly complete: number;
  /** ms between the animation frames of that time. */
  readonly frames: readonly number[];
}

/** Opens Chromium on a host of its own, for as long as `use` takes. */
export async function inFreshHost<T>(
  context: Context,
  options: HostOptions,
  use: (page: Page, host: Host) => Promise<T>,
): Promise<T> {
  const host = await startHost(options);
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

/** Clicks a container's log open and waits until all of its `lines` are there. */
export async function openLog(page: Page, id: string, lines: number): Promise<OpenedLog> {
  await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/overview`);
  await page.getByRole('tab', { name: 'Logs' }).waitFor();
  await sleep(500); // until the detail is drawn
  await arm(page, 'last', { selector: '[role=log]', text: String(lines).padStart(10, '0') });
  await page.evaluate(watchFrames);
  await page.getByRole('tab', { name: 'Logs' }).click();
  const { painted } = await moment(page, 'last');
  const clicked = await page.evaluate(() => window.probe.happened['click'] ?? Number.NaN);
  const count = page.getByRole('status', { name: 'Line count' });
  await page.waitForFunction(
    ([element, text]) => element?.textContent === text,
    [await count.elementHandle(), `${lines.toLocaleString('en')} lines`] as const,
    { timeout: 300_000, polling: 'raf' },
  );
  const complete = await page.evaluate(() => window.probe.now());
  const frames = await page.evaluate(() => window.frameTimes);
  return { painted: painted - clicked, complete: complete - clicked, frames };
}

/** MB of the page's JavaScript heap. */
export async function pageHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1e6;
}

/** ms of `count` jumps of the scrollbar, far apart, until the rows of the place are drawn. */
export function jumps(page: Page, count: number, lines: number): Promise<number[]> {
  return page.evaluate(jumpAbout, { count, lines });
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
async function jumpAbout({ count, lines }: { count: number; lines: number }): Promise<number[]> {
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
      if (Number.isFinite(now) && now !== before && Math.abs(now / lines - share) < 0.02) break;
      if (performance.now() - start > 5000) throw new Error(`The jump to ${share} shows ${now}.`);
    }
    times.push(performance.now() - start);
  }
  return times;
}

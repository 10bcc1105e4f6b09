import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { writeContexts } from '../contexts.ts';
import { startHost } from '../host.ts';
import type { Benchmark } from './tools/context.ts';
import { type FleetProcess, startFleetProcess } from './tools/fleet.ts';
import { frameTimes } from './tools/frame-times.ts';
import { addProbe, arm, clockOffset, moment } from './tools/probe.ts';
import { cpuShares } from './tools/processes.ts';
import { shareAbove } from './tools/stats.ts';
import { taskTimes } from './tools/task-times.ts';

const answering = 40;
const containers = 200;
const runs = 5;
const seconds = 15;
const perSecond = 200;
/** ms; the host lets a connection go that nobody has used for a second. */
const forgotten = 1500;
/** A person sees a frame that takes longer. */
const slow = 50;

const firstRow = { selector: '[role=grid] [role=row][data-key]' };
const allRows = { selector: `[role=grid][aria-rowcount="${answering * containers + 1}"]` };

/** A window that looks at 50 engines with 200 containers each, of which five are dead and five take connections and say nothing. */
export const engines: Benchmark = {
  name: 'engines',
  async run(context) {
    const folder = await mkdtemp(join(tmpdir(), 'gantry-fleet-'));
    const fleet = await startFleetProcess();
    const { 'engine-00': first = '', ...others } = fleet.hosts;
    const config = await writeContexts(folder, others);
    const host = await startHost({ dockerHost: first, env: { DOCKER_CONFIG: config } });
    try {
      const tab = await (await context.browser()).newContext({ viewport: { width: 1280, height: 800 } });
      await addProbe(tab, { first: firstRow, all: allRows });
      const alone = await tab.newPage();
      await alone.goto(host.url);
      const page = await tab.newPage();
      await page.goto(alone.url());
      await page.getByRole('button', { name: /^Engine / }).click();
      await page.getByRole('menuitemcheckbox', { name: 'All engines' }).click();
      await moment(page, 'all', 60_000);
      const address = new URL('/', page.url()).href;
      await reportOpening(page, alone, context.report);
      await page.goto(address);
      await moment(page, 'all', 60_000);
      await reportStorm(page, host.pid, fleet, context.report);
    } finally {
      await host.stop();
      await fleet.end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Report = Parameters<Benchmark['run']>[0]['report'];

/** From a new document to its rows, each time beside a window that looks at one of them. The host has let all connections go meanwhile. */
async function reportOpening(page: Page, alone: Page, report: Report): Promise<void> {
  const times = { first: [] as number[], all: [] as number[], alone: [] as number[] };
  const address = new URL('/', page.url()).href;
  for (let n = 0; n < runs; n++) {
    times.alone.push(await open(alone, address, 'first'));
    await alone.goto('about:blank');
    times.first.push(await open(page, address, 'first'));
    times.all.push(await since(page, 'all'));
    await page.goto('about:blank');
  }
  const beside = { what: 'one engine alone', values: times.alone };
  const name = (what: string) => `50 engines × 200 containers, 10 dead or mute, page.goto → ${what} painted`;
  report({ name: name('first rows'), unit: 'ms', gantry: times.first, beside, goal: { of: 'median', atMost: 300 } });
  report({ name: name('all rows'), unit: 'ms', gantry: times.all });
}

async function open(page: Page, address: string, until: string): Promise<number> {
  await page.goto('about:blank');
  await sleep(forgotten);
  await page.goto(address);
  return since(page, until);
}

/** ms from the document's beginning to what it was armed with. */
async function since(page: Page, armed: string): Promise<number> {
  const { painted } = await moment(page, armed, 60_000);
  return painted - (await page.evaluate(() => performance.timeOrigin));
}

async function reportStorm(page: Page, host: number, fleet: FleetProcess, report: Report): Promise<void> {
  await sleep(3000);
  const [calm] = await cpuShares([host], seconds);
  report({ name: 'CPU of the host, at rest', unit: '%', gantry: [calm ?? Number.NaN] });
  fleet.storm(perSecond);
  await sleep(2000);
  const [busy] = await cpuShares([host], seconds);
  report({
    name: `CPU of the host, ${perSecond} events a second`,
    unit: '%',
    gantry: [busy ?? Number.NaN],
    goal: { of: 'median', atMost: 15 },
  });
  const frames = await page.evaluate(frameTimes, { frames: 600, step: 83 });
  const tasks = await taskTimes(page, () => page.evaluate(frameTimes, { frames: 300, step: 83 }));
  fleet.storm(0);
  await sleep(1000);
  const resting = await page.evaluate(frameTimes, { frames: 600, step: 0 });
  const besideRest = (of: (frames: readonly number[]) => readonly number[]) => ({
    gantry: of(frames),
    beside: { what: 'at rest', values: of(resting) },
  });
  const goal = { of: 'p95', atMost: slow } as const;
  report({ name: 'frame, scrolling meanwhile', unit: 'ms', ...besideRest((all) => all), goal });
  report({ name: `share of frames over ${slow} ms`, unit: '%', ...besideRest((all) => [shareAbove(all, slow)]) });
  report({ name: 'longest frame', unit: 'ms', ...besideRest((all) => [Math.max(...all)]) });
  report({
    name: 'longest task of the page, its own time',
    unit: 'ms',
    gantry: [Math.max(...tasks)],
    goal: { of: 'median', atMost: slow },
  });
  await reportRows(page, fleet, report);
}

/** From the event of one container to its row, beside nothing else. */
async function reportRows(page: Page, fleet: FleetProcess, report: Report): Promise<void> {
  await page.evaluate(() => document.querySelector('[role=grid]')?.scrollTo(0, 0));
  const offset = await clockOffset(page);
  const painted: number[] = [];
  for (let n = 0; n < 10; n++) {
    const row = page.locator(`[role=row][aria-label^="engine-00-c${n} "]`);
    const label = (await row.getAttribute('aria-label')) ?? '';
    const next = label.includes('running') ? 'exited' : 'running';
    await arm(page, 'row', { selector: `[role=row][aria-label^="engine-00-c${n} ${next}"]` });
    const at = await fleet.change(0, n);
    painted.push((await moment(page, 'row')).painted - offset - at);
  }
  report({ name: 'engine’s event → row painted', unit: 'ms', gantry: painted, goal: { of: 'p95', atMost: 100 } });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { inShort } from '../../app/rpc/problem.ts';
import type { Benchmark, Context } from './tools/context.ts';
import type { LocalClient } from './tools/local-client.ts';
import { alike, createContainers, docker } from './tools/populate.ts';
import { arm, type Moment, moment } from './tools/probe.ts';
import { timed } from './tools/stats.ts';

const stopped = 1000;
const running = 10;
const runs = 7;
/** ms; the host lets a connection go that nobody has used for a second. */
const forgotten = 1500;

/** How a fresh page knows its list; the header counts as a row. */
export const firstRow = { selector: '[role=grid] [role=row][data-key]' };
export const allRows = { selector: `[role=grid][aria-rowcount="${stopped + running + 1}"]` };

/** Fills the list as this benchmark and that of scrolling have it. Ids, the running ones first. */
export function fill(lab: Parameters<typeof createContainers>[0]): Promise<string[]> {
  return createContainers(lab, [...alike(running, 'run', true), ...alike(stopped, 'ended', false)]);
}

interface Times {
  readonly first: number;
  readonly all: number;
}

/**
 * The list of 1,010 containers, read anew from the engine every time: with its last reader the host forgets it. The host
 * runs, holds its connection to the engine, and Chromium has the page's files in its cache.
 */
export const list: Benchmark = {
  name: 'list',
  async run(context) {
    const lab = await context.lab();
    const [id = ''] = await fill(lab);
    const page = await context.page({ first: firstRow, all: allRows });
    const local = await context.local();
    const cli: number[] = [];
    const fromGoto: Times[] = [];
    const fromOpen: Times[] = [];
    const services: Times[] = [];
    for (let n = 0; n < runs; n++) {
      const times = await openPage(page);
      fromGoto.push(times.fromGoto);
      fromOpen.push(times.fromOpen);
      services.push(await openStream(local, id));
      cli.push(await timed(() => docker(lab, 'ps', '-a')));
    }
    const warm = await chooseOften(context, page);
    const beside = { what: 'docker ps -a', values: cli };
    const goals = { first: { of: 'ratio', atMost: 0.5 }, all: { of: 'ratio', atMost: 1.5 } } as const;
    for (const [from, times, reference] of [
      ['page.goto', fromGoto, beside],
      ['containers.watch sent', fromOpen, beside],
      ['engine chosen in an open window', warm.times, { what: 'docker ps -a', values: warm.cli }],
    ] as const) {
      const name = (what: string) => `1,010 containers, ${from} → ${what} painted`;
      const shared = { unit: 'ms', beside: reference } as const;
      context.report({ ...shared, name: name('first rows'), gantry: firsts(times), goal: goals.first });
      context.report({ ...shared, name: name('all rows'), gantry: alls(times), goal: goals.all });
    }
    context.report({ name: 'services only, watch → first rows', unit: 'ms', gantry: firsts(services), beside });
    context.report({ name: 'services only, watch → all rows', unit: 'ms', gantry: alls(services), beside });
  },
};

/** Containers that are there by the end of it. */
const many = 3000;

/** The same with 3,000 containers, which an engine takes half a minute to make. */
export const listMany: Benchmark = {
  name: 'list-many',
  async run(context) {
    const lab = await context.lab();
    const wanted = [...alike(running, 'run', true), ...alike(many - running, 'ended', false)];
    const [id = ''] = await createContainers(lab, wanted);
    const page = await context.page({
      first: firstRow,
      all: { selector: `[role=grid][aria-rowcount="${many + 1}"]` },
    });
    const local = await context.local();
    const [cli, fromOpen, services]: [number[], Times[], Times[]] = [[], [], []];
    for (let n = 0; n < runs; n++) {
      fromOpen.push((await openPage(page)).fromOpen);
      services.push(await openStream(local, id));
      cli.push(await timed(() => docker(lab, 'ps', '-a')));
    }
    const beside = { what: 'docker ps -a', values: cli };
    const shared = { unit: 'ms', beside } as const;
    const name = (what: string) => `3,000 containers, ${what} painted`;
    const goals = { first: { of: 'ratio', atMost: 0.3 }, all: { of: 'ratio', atMost: 1.2 } } as const;
    context.report({
      ...shared,
      name: name('containers.watch sent → first rows'),
      gantry: firsts(fromOpen),
      goal: goals.first,
    });
    context.report({
      ...shared,
      name: name('containers.watch sent → all rows'),
      gantry: alls(fromOpen),
      goal: goals.all,
    });
    context.report({ ...shared, name: '3,000, services only, watch → first rows', gantry: firsts(services) });
    context.report({ ...shared, name: '3,000, services only, watch → all rows', gantry: alls(services) });
  },
};

const firsts = (times: readonly Times[]) => times.map(({ first }) => first);
const alls = (times: readonly Times[]) => times.map(({ all }) => all);

/** Opens the page twice: the first time only connects the host, which lets an unused connection go after a second. */
async function openPage(page: Page): Promise<{ fromGoto: Times; fromOpen: Times }> {
  const address = new URL('/', page.url()).href;
  for (const measured of [false, true]) {
    await page.goto('about:blank');
    await sleep(300); // until the host has seen the last page's wire close
    await page.goto(address);
    const [first, all] = [await moment(page, 'first'), await moment(page, 'all')];
    if (!measured) continue;
    const { start, sent } = await page.evaluate(() => ({
      start: performance.timeOrigin,
      sent: window.probe.sent['containers.watch'] ?? Number.NaN,
    }));
    return { fromGoto: since(start, first, all), fromOpen: since(sent, first, all) };
  }
  throw new Error('unreachable');
}

function since(start: number, first: Moment, all: Moment): Times {
  return { first: first.painted - start, all: all.painted - start };
}

/** The list in a window that is open and at rest, each time beside the docker command. */
async function chooseOften(context: Context, page: Page): Promise<{ times: Times[]; cli: number[] }> {
  const lab = await context.lab();
  const other = await context.other();
  const result: { times: Times[]; cli: number[] } = { times: [], cli: [] };
  await page.reload(); // finds the other engine
  for (let n = 0; n < runs; n++) {
    result.times.push(await choose(page, other.dockerHost, lab.dockerHost));
    result.cli.push(await timed(() => docker(lab, 'ps', '-a')));
  }
  return result;
}

/**
 * From the click that chooses an engine in the switcher. Before that the window shows the other engine, which is empty,
 * in a new document, because a window remembers what an engine had, and the host has let the connection go.
 */
async function choose(page: Page, from: string, to: string): Promise<Times> {
  await pick(page, from);
  await page.reload();
  await page.getByText('No containers yet').waitFor();
  await sleep(forgotten);
  await arm(page, 'first', firstRow);
  await arm(page, 'all', allRows);
  await pick(page, to);
  const [first, all] = [await moment(page, 'first'), await moment(page, 'all')];
  return since(await page.evaluate(() => window.probe.happened['click'] ?? Number.NaN), first, all);
}

async function pick(page: Page, address: string): Promise<void> {
  await page.getByRole('button', { name: /^Engine / }).click();
  await page.getByRole('menuitemcheckbox', { name: address }).click();
}

/** The same without a page, a host or a process boundary. `id` is any container. */
async function openStream({ client, engine }: LocalClient, id: string): Promise<Times> {
  await client.containers.inspect({ engine, id }); // connects
  const start = performance.now();
  let first = Number.NaN;
  const all = await new Promise<number>((resolve, reject) => {
    const stop = client.containers.watch(
      { engine },
      {
        onItem: ({ changed, complete }) => {
          if (changed.length > 0 && Number.isNaN(first)) first = performance.now() - start;
          if (!complete) return;
          stop();
          resolve(performance.now() - start);
        },
        onEnd: (problem) => reject(new Error(problem ? inShort(problem) : 'the list ended')),
      },
    );
  });
  return { first, all };
}

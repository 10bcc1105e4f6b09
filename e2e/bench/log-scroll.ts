import { execFile } from 'node:child_process';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { defaultSettings, type Settings } from '../../app/settings.ts';
import type { Lab } from '../lab/lab.ts';
import { longLog } from './log-read.ts';
import type { Benchmark, Context } from './tools/context.ts';
import { inFreshHost, jumps, openLog, pageHeap } from './tools/log-page.ts';
import { dockerToNull } from './tools/populate.ts';
import { arm, moment } from './tools/probe.ts';
import { residentMegabytes } from './tools/processes.ts';
import { timed } from './tools/stats.ts';

const lines = 10_000_000;
const jumpCount = 100;
const sweepFrames = 300;
const runs = 5;
const run = promisify(execFile);

/** The log of a container that has printed ten million lines (1 GB), all of it kept: read once, scrolled, searched. */
export const logScroll: Benchmark = {
  name: 'log-scroll',
  async run(context) {
    const lab = await context.lab();
    const id = await longLog(lab, lines);
    const options = { dockerHost: lab.dockerHost, dataDir: await roomyData() };
    await inFreshHost(context, options, async (page, host) => {
      await read(context, lab, page, id);
      await scroll(context, page);
      await find(context, page, await textFiles(host.dataDir));
      const heap = [await pageHeap(page)];
      context.report({ name: 'heap of the page', unit: 'MB', gantry: heap, goal: { of: 'median', atMost: 150 } });
      const memory = [await residentMegabytes(host.pid)];
      context.report({ name: 'memory of the host (all of it)', unit: 'MB', gantry: memory });
    });
  },
};

async function read({ report }: Context, lab: Lab, page: Page, id: string): Promise<void> {
  const { painted, complete, frames } = await openLog(page, id, lines);
  const whole = await timed(() => dockerToNull(lab, 'logs', '-t', id));
  report({
    name: 'click → last line painted',
    unit: 'ms',
    gantry: [painted],
    goal: { of: 'median', atMost: 500 },
  });
  report({
    name: 'click → all of it in the store, and said so',
    unit: 's',
    gantry: [complete / 1000],
    beside: { what: 'docker logs -t', values: [whole / 1000] },
    goal: { of: 'ratio', atMost: 0.8 },
  });
  report({ name: 'meanwhile: frames', unit: 'ms', gantry: frames, goal: { of: 'p95', atMost: 50 } });
}

async function scroll({ report }: Context, page: Page): Promise<void> {
  report({
    name: 'jump anywhere → rows painted',
    unit: 'ms',
    gantry: await jumps(page, jumpCount, lines),
    goal: { of: 'p95', atMost: 50 },
  });
  report({
    name: `frames while it is swept from end to end in ${sweepFrames}`,
    unit: 'ms',
    gantry: await page.evaluate(sweep, sweepFrames),
    goal: { of: 'p95', atMost: 50 },
  });
}

/** `files`: the store's, for grep. */
async function find({ report }: Context, page: Page, files: readonly string[]): Promise<void> {
  await search(page, 'brown'); // the worker is there, the files are in memory
  for (const [what, text] of searches) {
    const all: number[] = [];
    const first: number[] = [];
    const grep: number[] = [];
    for (let n = 0; n < runs; n += 1) {
      const times = await search(page, text);
      first.push(times.first);
      all.push(times.all);
      grep.push(await timed(() => run('grep', ['-c', '-F', text, ...files])));
    }
    const beside = { what: 'grep -c -F', values: grep };
    report({ name: `typed → all searched: ${what}`, unit: 'ms', gantry: all, beside });
    const goal = { of: 'p95', atMost: 200 } as const;
    report({ name: `typed → first matches painted: ${what}`, unit: 'ms', gantry: first, goal });
  }
}

const searches = [
  ['text in every line', 'fox'],
  ['text in the last 100,000 lines', '00099'],
] as const;

/** A home whose settings leave room for all of it. */
async function roomyData(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gantry-log-scroll-'));
  const settings: Settings = { ...defaultSettings, logs: { ...defaultSettings.logs, perLog: 4096, total: 8192 } };
  await writeFile(join(dataDir, 'settings.json'), JSON.stringify(settings));
  return dataDir;
}

/** The files with the lines of all kept logs. */
async function textFiles(dataDir: string): Promise<string[]> {
  const names = await readdir(join(dataDir, 'logs'), { recursive: true });
  return names.filter((name) => name.endsWith('.log')).map((name) => join(dataDir, 'logs', name));
}

/** ms from the text's arrival in the field until the first matches are painted, and until all is searched and said. */
async function search(page: Page, text: string): Promise<{ first: number; all: number }> {
  await page.getByRole('log').press('Control+f');
  const field = page.getByRole('searchbox', { name: 'Search log' });
  await field.fill('');
  await page.waitForFunction(() => document.querySelector('[aria-label=Matches]')?.textContent === '');
  await arm(page, text, { selector: '[role=status][aria-label=Matches]', text: 'match' });
  await field.fill(text);
  const typed = await page.evaluate(() => window.probe.happened['input'] ?? Number.NaN);
  const { painted } = await moment(page, text);
  await page.waitForFunction(
    () => /^[\d,]+ (match|of)[^%]*$/.test(document.querySelector('[aria-label=Matches]')?.textContent ?? ''),
    undefined,
    { polling: 'raf' },
  );
  const all = await page.evaluate(() => window.probe.now());
  await page.getByRole('button', { name: 'Close search' }).click();
  return { first: painted - typed, all: all - typed };
}

/** Runs in the page: ms between animation frames while the scrollbar is drawn from one end to the other. */
async function sweep(count: number): Promise<number[]> {
  const log = document.querySelector('[role=log]');
  if (!log) throw new Error('no log');
  const times: number[] = [];
  let before = await new Promise<number>(requestAnimationFrame);
  for (let n = 0; n < count; n += 1) {
    log.scrollTop = (n / count) * (log.scrollHeight - log.clientHeight);
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - before);
    before = now;
  }
  return times;
}

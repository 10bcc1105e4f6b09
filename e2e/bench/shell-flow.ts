import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { cliEnvironment } from '../lab/cli.ts';
import type { Lab } from '../lab/lab.ts';
import type { Benchmark, Context } from './tools/context.ts';
import { readExec } from './tools/exec-endpoint.ts';
import { openLocalShell } from './tools/local-shell.ts';
import { pageHeap } from './tools/log-page.ts';
import { createContainers, docker } from './tools/populate.ts';
import { arm, moment } from './tools/probe.ts';
import { residentMegabytes } from './tools/processes.ts';
import { sumScreens } from './tools/screen-sum.ts';
import { type Ear, scriptToNull, startScript } from './tools/script.ts';
import { timed } from './tools/stats.ts';

const file = '/tmp/numbers';
const bytes = 100_000_000;
const line = 'the quick brown fox jumps over the lazy dog, again and again';
const runs = 3;
const floodSeconds = 60;
const interrupts = 10;
/** The last line of a run, unlike that of any other: what a run before has left on the screen is not the end of this one. */
const endOf = (run: number) => `last-line-${run}-`;
/** The same as it is typed, so that the command line does not hold it. */
const typedEndOf = (run: number) => `la''st-line-${run}-`;

/** Floods: how fast and how complete they arrive, what they cost, and how soon they end. */
export const shellFlow: Benchmark = {
  name: 'shell-flow',
  async run(context) {
    const lab = await context.lab();
    const [id = ''] = await createContainers(lab, [{ name: 'shell', command: ['sleep', '1000000'], start: true }]);
    await docker(lab, 'exec', id, 'sh', '-c', `yes '${line}' | cat -n | head -c ${bytes} > ${file}`);
    const cli: number[] = [];
    await through(context, lab, id, cli);
    await interrupting(context, lab, id);
    await inWindow(context, id, cli);
  },
};

/** A file through the services, nobody looking and somebody looking, beside the command and the engine's own endpoint. */
async function through(context: Context, lab: Lab, id: string, cli: number[]): Promise<void> {
  const local = await context.local();
  const command = ['cat', file];
  const wanted = await sumOf(lab, id, command);
  const times = { hidden: [] as number[], seen: [] as number[], raw: [] as number[] };
  let wrong = 0;
  for (let run = 0; run < runs; run += 1) {
    for (const who of ['hidden', 'seen'] as const) {
      const { digest } = sumScreens(wanted.bytes);
      const start = performance.now();
      const shell = await openLocalShell(local, id, { how: { kind: 'exec', command } });
      if (who === 'hidden') shell.leave();
      if ((await digest) !== wanted.digest) wrong += 1;
      times[who].push(performance.now() - start);
      await shell.close();
    }
    const beside = `${lab.docker} exec -it ${id} ${command.join(' ')}`;
    cli.push(await timed(() => scriptToNull(beside, cliEnvironment(lab.dir, lab.socket))));
    times.raw.push(await timed(() => readExec(lab, id, command)));
  }
  const beside = { what: 'docker exec -it in script', values: cli };
  const goal = { of: 'ratio', atMost: 2 } as const;
  const name = (who: string) => `cat of 100 MB, ${who}, → all of it parsed`;
  context.report({ name: name('nobody looks'), unit: 'ms', gantry: times.hidden, beside, goal });
  context.report({ name: name('one reader'), unit: 'ms', gantry: times.seen, beside, goal });
  context.report({ name: '(the exec endpoint, read and thrown away)', unit: 'ms', gantry: times.raw, beside });
  context.report({ name: 'cat of 100 MB: screens that were given something else', unit: 'items', gantry: [wrong] });
}

async function sumOf(lab: Lab, id: string, command: readonly string[]) {
  const hash = createHash('sha256');
  let bytes = 0;
  await readExec(lab, id, command, (data) => {
    hash.update(data);
    bytes += data.byteLength;
  });
  return { bytes, digest: hash.digest('hex') };
}

/** From Ctrl+C into a flood to the next prompt. */
async function interrupting(context: Context, lab: Lab, id: string): Promise<void> {
  const shell = await openLocalShell(await context.local(), id);
  await shell.ear.wait('#');
  const cli = startScript(`${lab.docker} exec -it ${id} sh`, cliEnvironment(lab.dir, lab.socket));
  await cli.ear.wait('#');
  const times = { gantry: [] as number[], cli: [] as number[] };
  for (let n = 0; n < interrupts; n += 1) {
    times.gantry.push(await interrupt(shell));
    times.cli.push(await interrupt(cli));
  }
  await Promise.all([shell.close(), cli.close()]);
  const beside = { what: 'docker exec -it in script', values: times.cli };
  const goal = { of: 'median', atMost: 200 } as const;
  context.report({ name: 'Ctrl+C into yes → prompt', unit: 'ms', gantry: times.gantry, beside, goal });
}

async function interrupt({ ear, write }: { ear: Ear; write(text: string): Promise<void> }): Promise<number> {
  await write('yes\n');
  await sleep(1500); // until no screen holds an older prompt
  const prompt = ear.wait('#');
  return timed(async () => {
    await write('\u0003');
    await prompt;
  });
}

/** The same in a window, and what a flood that goes on costs. */
async function inWindow(context: Context, id: string, cli: readonly number[]): Promise<void> {
  const page = await context.page();
  const { pid } = await context.host();
  await page.goto(`${new URL('/', page.url()).href}#/containers/${id}/shell`);
  await page.getByRole('button', { name: 'Open shell' }).click();
  await page.locator('.xterm-helper-textarea').focus();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { painted } = await typed(page, `clear; cat ${file}`, run);
    times.push(painted - (await page.evaluate(() => window.probe.happened['keydown'] ?? Number.NaN)));
  }
  context.report({
    name: 'cat of 100 MB in a window, Enter → end painted',
    unit: 'ms',
    gantry: times,
    beside: { what: 'docker exec -it in script', values: cli },
    goal: { of: 'ratio', atMost: 2 },
  });
  await flooded(context, page, pid);
}

/** Types a line once there is a prompt. Resolves when its last line is painted. */
async function typed(page: Page, line: string, run: number) {
  await arm(page, 'cleared', { selector: '.xterm-rows', text: '#' });
  await moment(page, 'cleared');
  await page.keyboard.insertText(`${line}; echo ${typedEndOf(run)}`);
  await arm(page, 'end', { selector: '.xterm-rows', text: endOf(run) });
  await page.keyboard.press('Enter');
  return moment(page, 'end', 120_000);
}

async function flooded(context: Context, page: Page, pid: number): Promise<void> {
  await page.keyboard.insertText('yes');
  await page.keyboard.press('Enter');
  await sleep(5000); // until its scrollback is full
  const before = { host: await residentMegabytes(pid), page: await pageHeap(page) };
  const growth = { host: [] as number[], page: [] as number[] };
  for (let second = 0; second < floodSeconds; second += 1) {
    await sleep(1000);
    growth.host.push((await residentMegabytes(pid)) - before.host);
    growth.page.push((await pageHeap(page)) - before.page);
  }
  const goal = { of: 'p99', atMost: 50 } as const;
  context.report({ name: `yes for ${floodSeconds} s: growth of the host`, unit: 'MB', gantry: growth.host, goal });
  context.report({ name: `yes for ${floodSeconds} s: growth of the page`, unit: 'MB', gantry: growth.page, goal });
  await page.keyboard.press('Control+c');
  await typed(page, 'clear', runs);
}

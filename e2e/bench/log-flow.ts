import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '../lab/lab.ts';
import { LogReader } from '../log-reader.ts';
import { longLog } from './log-read.ts';
import type { Benchmark, Context } from './tools/context.ts';
import type { LocalClient } from './tools/local-client.ts';
import { createContainers, dockerToNull } from './tools/populate.ts';
import { residentMegabytes } from './tools/processes.ts';
import { timed } from './tools/stats.ts';

const lines = 1_000_000;
const runs = 5;

/** Logs through the services, without a page: complete in the store, a burst, ten at once, and a reader that stops. */
export const logFlow: Benchmark = {
  name: 'log-flow',
  async run(context) {
    const lab = await context.lab();
    await complete(context, lab);
    await burst(context, lab);
    await merged(context, lab);
  },
};

/** From asking for a log until all of it is in the store, again and again from nothing. */
async function complete(context: Context, lab: Lab): Promise<void> {
  const id = await longLog(lab, lines);
  const gantry = await context.local();
  const { client, engine } = gantry;
  const wall: number[] = [];
  const first: number[] = [];
  const verbs: number[] = [];
  const heap: number[] = [];
  const cli: number[] = [];
  for (let n = 0; n < runs; n += 1) {
    await forgetAll(gantry);
    const running = new AbortController();
    const asking = (async () => {
      while (!running.signal.aborted) {
        verbs.push(await timed(() => client.containers.inspect({ engine, id })));
        heap.push(process.memoryUsage().heapUsed / 1e6);
        await sleep(50);
      }
    })();
    const start = performance.now();
    const reader = new LogReader(gantry, { kind: 'containers', engine, ids: [id] });
    await until(() => reader.size > 0, 10);
    first.push(performance.now() - start);
    await until(() => reader.settled && reader.size >= lines, 10);
    wall.push(performance.now() - start);
    running.abort();
    await asking;
    if (reader.size !== lines) throw new Error(`${reader.size} rows instead of ${lines}`);
    reader.stop();
    await sleep(6000); // until it is followed no more
    cli.push(await timed(() => dockerToNull(lab, 'logs', '-t', id)));
  }
  await client.containers.remove({ engine, id, volumes: true });
  const what = `${lines.toLocaleString('en')} lines`;
  const beside = { what: 'docker logs -t', values: cli };
  context.report({
    name: `${what}, complete in the store`,
    unit: 'ms',
    gantry: wall,
    beside,
    goal: { of: 'ratio', atMost: 0.8 },
  });
  context.report({ name: `${what}, the last ones known`, unit: 'ms', gantry: first });
  context.report({
    name: 'meanwhile: inspect of a container',
    unit: 'ms',
    gantry: verbs,
    goal: { of: 'p95', atMost: 100 },
  });
  context.report({
    name: 'meanwhile: heap of main (with the benchmark)',
    unit: 'MB',
    gantry: heap,
    goal: { of: 'p95', atMost: 250 },
  });
}

/** 50,000 lines a second for 20 s, followed from the first line; every line is counted and looked at. */
async function burst(context: Context, lab: Lab): Promise<void> {
  const script =
    `sleep 3; awk 'BEGIN { for (i = 1; i <= ${lines}; i++) { printf "%010d the quick brown fox jumps over the lazy dog, again and again and again, until tired\\n", i; ` +
    `if (i % 5000 == 0) { fflush(); system("sleep 0.09") } } }'; exec sleep 1000000`;
  const [id = ''] = await createContainers(lab, [{ name: 'burst', command: ['sh', '-c', script], start: true }]);
  const gantry = await context.local();
  const reader = new LogReader(gantry, { kind: 'containers', engine: gantry.engine, ids: [id] });
  await until(() => reader.size > 0, 50);
  const start = performance.now();
  const before = process.cpuUsage();
  await until(() => reader.size >= lines, 50, 120);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const texts = await reader.texts();
  const wrong = texts.findIndex((text, n) => Number(text.slice(0, 10)) !== n + 1);
  context.say(`burst: ${texts.length} lines in ${seconds.toFixed(1)} s, first wrong: ${wrong}`);
  context.report({
    name: 'burst of 50,000 lines/s: lines lost or doubled',
    unit: 'items',
    gantry: [wrong < 0 ? Math.abs(texts.length - lines) : lines],
  });
  context.report({
    name: 'burst: CPU of main (with the benchmark)',
    unit: '%',
    gantry: [(user + system) / 1e4 / seconds],
  });
  reader.stop();
  await gantry.client.containers.remove({ engine: gantry.engine, id, volumes: true });
}

/** Ten containers of 1,000 lines a second each in one view; then the same view, whose reader has stopped. */
async function merged(context: Context, lab: Lab): Promise<void> {
  const script = `awk 'BEGIN { for (i = 1; ; i++) { printf "%010d merged line of a container that says much\\n", i; if (i % 100 == 0) { fflush(); system("sleep 0.095") } } }'`;
  const wanted = Array.from({ length: 10 }, (_, n) => ({
    name: `merge-${n}`,
    command: ['sh', '-c', script],
    start: true,
  }));
  const ids = await createContainers(lab, wanted);
  const gantry = await context.local();
  const { engine } = gantry;
  const reader = new LogReader(gantry, { kind: 'containers', engine, ids });
  await until(() => reader.size > 10_000, 50);
  const size = reader.size;
  const before = process.cpuUsage();
  const seconds = 20;
  await sleep(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  const rate = (reader.size - size) / seconds;
  const last = (await reader.last())?.time ?? '';
  context.report({
    name: `ten merged, ${Math.round(rate).toLocaleString('en')} lines/s: CPU of main (with the benchmark)`,
    unit: '%',
    gantry: [(user + system) / 1e4 / seconds],
    goal: { of: 'median', atMost: 40 },
  });
  context.report({ name: 'ten merged: age of the last row', unit: 'ms', gantry: [Date.now() - Date.parse(last)] });
  reader.stop();
  await stalled(context, gantry, ids);
  for (const id of ids) await gantry.client.containers.remove({ engine, id, volumes: true });
}

async function stalled(context: Context, gantry: LocalClient, ids: readonly string[]): Promise<void> {
  let items = 0;
  const stop = gantry.client.logs.watch(
    { target: { kind: 'containers', engine: gantry.engine, ids: [...ids] } },
    {
      onItem: () => {
        items += 1;
        return new Promise(() => {});
      },
      onEnd: () => {},
    },
  );
  await sleep(5000);
  const [before, known] = [await residentMegabytes(process.pid), items];
  await sleep(20_000);
  context.report({
    name: 'a reader that stopped, after 20 s: growth of main',
    unit: 'MB',
    gantry: [(await residentMegabytes(process.pid)) - before],
  });
  context.report({ name: 'the same: states it was sent meanwhile', unit: 'items', gantry: [items - known] });
  stop();
}

async function forgetAll({ client }: LocalClient): Promise<void> {
  const kept = await client.logs.kept({});
  await client.logs.forget({ logs: kept.map(({ log }) => log) });
}

async function until(test: () => boolean, step: number, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!test()) {
    if (performance.now() > end) throw new Error(`Nothing came of it in ${seconds} s.`);
    await sleep(step);
  }
}

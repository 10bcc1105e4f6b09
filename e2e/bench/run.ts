import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.ts';
import { build as buildImage } from './build.ts';
import { compose } from './compose.ts';
import { dockerfile } from './dockerfile.ts';
import { engines } from './engines.ts';
import { events } from './events.ts';
import { files } from './files/files.ts';
import { idle } from './idle.ts';
import { idleFour } from './idle-four.ts';
import { images } from './images.ts';
import { list, listMany } from './list.ts';
import { logFlow } from './log-flow.ts';
import { logLevel } from './log-level.ts';
import { logRead } from './log-read.ts';
import { logScroll } from './log-scroll.ts';
import { logStore } from './log-store.ts';
import { logs } from './logs.ts';
import { pull } from './pull.ts';
import { scroll } from './scroll.ts';
import { shellFlow } from './shell-flow.ts';
import { shellKeys } from './shell-keys.ts';
import { shellMany } from './shell-many.ts';
import { shellOpen } from './shell-open.ts';
import { type Benchmark, runBenchmark } from './tools/context.ts';
import { type Summary, summarise, table } from './tools/table.ts';
import { typing } from './typing.ts';
import { use } from './use.ts';
import { wire } from './wire.ts';

/**
 * `npm run bench [-- --no-build] [NAME…]`: measures, prints one table and writes test-results/bench.json. A name also
 * stands for all that begin with it and a hyphen. Nothing is asserted: it fails only when a benchmark could not run.
 */
const benchmarks: readonly Benchmark[] = [
  wire,
  list,
  listMany,
  scroll,
  events,
  engines,
  idle,
  idleFour,
  use,
  shellKeys,
  shellOpen,
  shellFlow,
  shellMany,
  logs,
  logLevel,
  logRead,
  logFlow,
  logStore,
  logScroll,
  images,
  files,
  buildImage,
  pull,
  compose,
  dockerfile,
  typing,
];
const results = join(fileURLToPath(new URL('../..', import.meta.url)), 'test-results/bench.json');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'no-build': { type: 'boolean' } },
});
const isMeant = (wanted: string, { name }: Benchmark) => name === wanted || name.startsWith(`${wanted}-`);
const unknown = positionals.filter((wanted) => !benchmarks.some((benchmark) => isMeant(wanted, benchmark)));
if (unknown.length > 0) {
  console.error(
    `No such benchmark: ${unknown.join(', ')}. There are ${benchmarks.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

// Leaving by `exit` runs what ends a benchmark's host.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

if (!values['no-build']) await build({ renderer: true, browser: true });
const rows: Summary[] = [];
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.some((wanted) => isMeant(wanted, benchmark))) continue;
  const started = performance.now();
  console.error(`${benchmark.name}…`);
  try {
    await runBenchmark(
      benchmark,
      (row) => rows.push(summarise(benchmark.name, row)),
      (line) => console.error(`  ${line}`),
    );
    console.error(`${benchmark.name}: ${Math.round((performance.now() - started) / 1000)} s`);
  } catch (error) {
    console.error(`${benchmark.name} failed:`, error);
    process.exitCode = 1;
  }
}
console.log(table(rows));
await mkdir(dirname(results), { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, kernel: release(), node: process.version };
await writeFile(results, `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, undefined, 2)}\n`);

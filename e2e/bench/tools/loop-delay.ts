import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

/** ms between two looks. */
const resolution = 2;

/** Delays of an event loop, in ms. */
export interface LoopDelay {
  readonly p99: number;
  readonly most: number;
}

/** How late this loop is while something runs, and how late one was that had nothing to do: what the machine is to blame for. */
export async function loopDelays(
  run: () => Promise<unknown>,
): Promise<{ readonly here: LoopDelay; readonly idle: LoopDelay }> {
  const idle = new Worker(
    `const { monitorEventLoopDelay } = require('node:perf_hooks'); const { parentPort } = require('node:worker_threads');
     const delay = monitorEventLoopDelay({ resolution: ${resolution} }); delay.enable();
     parentPort.once('message', () => parentPort.postMessage({ p99: delay.percentile(99), max: delay.max }));`,
    { eval: true },
  );
  const answer = new Promise<Measured>((resolve) => idle.once('message', resolve));
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  await run();
  delay.disable();
  idle.postMessage('now', []);
  const measured = await answer;
  await idle.terminate();
  return { here: delayOf({ p99: delay.percentile(99), max: delay.max }), idle: delayOf(measured) };
}

interface Measured {
  readonly p99: number;
  readonly max: number;
}

/** It tells ns from one look to the next. */
function delayOf({ p99, max }: Measured): LoopDelay {
  return { p99: Math.max(0, p99 / 1e6 - resolution), most: Math.max(0, max / 1e6 - resolution) };
}

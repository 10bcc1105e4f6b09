import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as z from 'zod/mini';
import { connect } from '../../app/rpc/client.ts';
import { type Client, call, type Services, stream } from '../../app/rpc/operation.ts';
import { serve } from '../../app/rpc/serve.ts';
import type { Benchmark, Context } from './tools/context.ts';
import { timed } from './tools/stats.ts';
import { channelPair, socketPair, type WirePair } from './tools/wires.ts';

const linesPerBatch = 250;
const batches = 4000; // a million lines
const runs = 5;

/** Lines as objects: what a wire has to carry when it is at its worst. */
interface LineBatch {
  readonly lines: readonly { readonly time: string; readonly source: string; readonly text: string }[];
}

const batch: LineBatch = {
  lines: Array.from({ length: linesPerBatch }, (_, n) => ({
    time: '2024-01-01T00:00:00.000000000Z',
    source: 'stdout',
    text: `${n} `.padEnd(100, 'the quick brown fox jumps over the lazy dog '),
  })),
};

const contract = {
  bench: {
    echo: call('safe', z.object({ text: z.string() })).returns<{ text: string }>(),
    lines: stream('safe', z.object({ batches: z.number() })).of<LineBatch>(),
  },
};

/** What the producing end saw. */
interface Seen {
  produced: number;
  aborted: () => void;
}

type BenchClient = Client<(typeof contract)['bench']>;

function services(seen: Seen): Services<typeof contract> {
  return {
    bench: {
      echo: ({ text }) => ({ text }),
      async *lines({ batches }, { signal }) {
        signal.addEventListener('abort', () => seen.aborted());
        while (seen.produced < batches) {
          seen.produced += 1;
          yield batch;
        }
      },
    },
  };
}

/** Gantry's own rpc over each transport, both ends in this thread, beside plain pushing over the same transport. */
export const wire: Benchmark = {
  name: 'wire',
  async run(context) {
    for (const [name, makePair] of [
      ['MessageChannel', () => Promise.resolve(channelPair())],
      ['WebSocket', socketPair],
    ] as const) {
      const measure = <T>(run: (client: BenchClient, seen: Seen) => Promise<T>) => withClient(makePair, run);
      context.report({ name: `call echo, ${name}`, unit: 'ms', gantry: await measure(echoes) });
      await throughput(context, name, makePair);
      await stopped(context, name, makePair);
      const latencies: number[] = [];
      for (let n = 0; n < 50; n++) latencies.push(await measure(cancelLatency));
      context.report({ name: `cancel of a busy stream reaches its producer, ${name}`, unit: 'ms', gantry: latencies });
    }
  },
};

async function withClient<T>(
  makePair: () => Promise<WirePair>,
  run: (client: BenchClient, seen: Seen) => Promise<T>,
): Promise<T> {
  const pair = await makePair();
  const seen: Seen = { produced: 0, aborted: () => undefined };
  serve(contract, services(seen), pair.main);
  try {
    return await run(connect<typeof contract>(pair.page).bench, seen);
  } finally {
    pair.cut();
  }
}

async function echoes(client: BenchClient): Promise<number[]> {
  for (let n = 0; n < 500; n++) await client.echo({ text: 'warm' });
  const times: number[] = [];
  for (let n = 0; n < 2000; n++) times.push(await timed(() => client.echo({ text: 'hello' })));
  return times;
}

async function throughput(context: Context, name: string, makePair: () => Promise<WirePair>): Promise<void> {
  const gantry: number[] = [];
  const naive: number[] = [];
  for (let n = 0; n < runs; n++) {
    gantry.push(await withClient(makePair, (client) => timed(() => readAll(client))));
    naive.push(await pushing(makePair, (pair) => timed(() => pushAll(pair, false).all)));
  }
  context.report({
    name: `1,000,000 lines of 100 bytes in batches of 250, read, ${name}`,
    unit: 's',
    gantry: gantry.map((ms) => ms / 1000),
    beside: { what: 'plain push', values: naive.map((ms) => ms / 1000) },
  });
}

function readAll(client: BenchClient): Promise<void> {
  let lines = 0;
  return new Promise((resolve, reject) => {
    client.lines(
      { batches },
      {
        onItem: (batch) => void (lines += batch.lines.length),
        onEnd: () => (lines === batches * linesPerBatch ? resolve() : reject(new Error(`only ${lines} lines`))),
      },
    );
  });
}

/** What a reader costs that stops reading at the first item, after two seconds. */
async function stopped(context: Context, name: string, makePair: () => Promise<WirePair>): Promise<void> {
  const settle = 2000;
  const produced: number[] = [];
  const grown: number[] = [];
  const naive: number[] = [];
  for (let n = 0; n < runs; n++) {
    grown.push(
      await withClient(makePair, async (client, seen) => {
        const before = heap();
        client.lines({ batches }, { onItem: () => new Promise(() => undefined), onEnd: () => undefined });
        await sleep(settle);
        produced.push(seen.produced);
        return heap() - before;
      }),
    );
    naive.push(
      await pushing(makePair, async (pair) => {
        const before = heap();
        const { kept } = pushAll(pair, true);
        await sleep(settle);
        const grown = heap() - before;
        kept.length = 0; // kept until here, and no longer: the next run measures from a clean heap
        return grown;
      }),
    );
  }
  const beside = { what: 'plain push', values: Array.from(naive, () => batches) };
  context.report({
    name: `batches produced for a reader that stopped, ${name}`,
    unit: 'items',
    gantry: produced,
    beside,
  });
  context.report({
    name: `heap for a reader that stopped, ${name}`,
    unit: 'MB',
    gantry: grown,
    beside: { what: 'plain push', values: naive },
  });
}

/** From the reader's `stop` to the abort of what produces, in ms. */
function cancelLatency(client: BenchClient, seen: Seen): Promise<number> {
  return new Promise((resolve) => {
    let items = 0;
    const stop = client.lines(
      { batches: Number.MAX_SAFE_INTEGER },
      {
        onItem: () => {
          items += 1;
          if (items !== 50) return;
          const start = performance.now();
          seen.aborted = () => resolve(performance.now() - start);
          stop();
        },
        onEnd: () => undefined,
      },
    );
  });
}

/** The reference: every item is sent when there is one. With `keep`, the reader does not get to what arrives. */
function pushAll({ push, page }: WirePair, keep: boolean): { readonly all: Promise<void>; readonly kept: unknown[] } {
  const kept: unknown[] = [];
  let arrived = 0;
  const all = new Promise<void>((resolve) => {
    page.onMessage((message) => {
      arrived += 1;
      if (keep) kept.push(message);
      if (arrived === batches) resolve();
    });
  });
  for (let n = 0; n < batches; n++) push({ t: 'item', id: 1, value: batch });
  return { all, kept };
}

async function pushing<T>(makePair: () => Promise<WirePair>, run: (pair: WirePair) => Promise<T>): Promise<T> {
  const pair = await makePair();
  try {
    return await run(pair);
  } finally {
    pair.cut();
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** MB of live heap and of buffers outside of it, after a garbage collection. */
function heap(): number {
  if (typeof collectGarbage === 'function') collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { StatsSample } from '../../../../app/stats.ts';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { parseRecord, type Raw, text } from '../../../base/json.ts';
import { dockerEngine } from '../engine.ts';
import { readSample } from './stats.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const never = new AbortController().signal;

/** Takes 20 % of a core, writes a file and keeps it in the page cache, fills memory and sends to the network. */
const busy = `
  mkdir -p /disk
  dd if=/dev/zero of=/disk/file bs=1M count=24 conv=fsync
  dd if=/dev/zero of=/dev/shm/kept bs=1M count=8
  ping -s 1400 $(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p') &
  while :; do :; done`;

onEachEngine((tested, kind) => {
  const isPodman = kind.startsWith('podman');

  /** A busy container that is taken away after the test. Podman has a system of its own, without folders of this one. */
  async function start(): Promise<string> {
    const disk = isPodman ? [] : ['-v', `${await folderOnDisk()}:/disk`];
    const limits = ['--cpus', '0.2', '--memory', '128m', '--pids-limit', '50'];
    const { cli } = tested();
    const made = await cli('run', '-d', ...limits, '--cap-add', 'NET_RAW', ...disk, 'busybox', 'sh', '-c', busy);
    const id = made.stdout.trim();
    closers.push(() => cli('rm', '-f', id));
    return id;
  }

  test('figures are what the docker command makes of the same sample', async () => {
    const { cli, socket } = tested();
    const id = await start();
    const samples: Raw[] = [];
    const listener = await between(socket, samples);
    const settled = async (): Promise<readonly [StatsSample, Raw]> => {
      samples.length = 0;
      const { stdout } = await cli('-H', addressOf(listener), 'stats', '--no-stream', '--format', '{{json .}}', id);
      // It prints the first sample that has one before it.
      const last = samples.at(-1);
      const sample = last && readSample(last, undefined, { accounts: true });
      return [sample ?? { time: 0 }, parseRecord(stdout) ?? {}];
    };
    // Until all that the container does can be seen in its figures.
    await expect
      .poll(async () => {
        const [{ memory = 0, sent = 0 }] = await settled();
        return memory > 8 * 2 ** 20 && sent > 2000;
      })
      .toBe(true);
    const [sample, printed] = await settled();
    expect({
      // Of Podman its own figure is taken, as the docker command's is none on cgroup v1.
      CPUPerc: isPodman || printed['CPUPerc'],
      MemUsage: text(printed['MemUsage']).split(' / ')[0],
      NetIO: printed['NetIO'],
      BlockIO: printed['BlockIO'],
      PIDs: printed['PIDs'],
    }).toEqual({
      CPUPerc: isPodman || `${sample.cpu?.toFixed(2)}%`,
      MemUsage: binary(sample.memory),
      NetIO: `${decimal(sample.received)} / ${decimal(sample.sent)}`,
      BlockIO: `${decimal(sample.read)} / ${decimal(sample.written)}`,
      PIDs: String(sample.pids),
    });
    // What is in its page cache would be seen if it was counted, or if it was taken away twice.
    const { memory = 0, cache = 0 } = sample;
    const isApart = memory < 16 * 2 ** 20 && cache > 16 * 2 ** 20;
    expect([memory > 8 * 2 ** 20, isPodman || isApart]).toEqual([true, true]);
  }, 60_000);

  test('figures of a stream only grow where they are counted', async () => {
    const id = await start();
    const { containers } = dockerEngine({ kind: 'unix', path: tested().socket });
    const samples: StatsSample[] = [];
    for await (const sample of containers.stats(id, never)) {
      samples.push(sample);
      if (samples.length === 3) break;
    }
    for (const field of ['time', 'received', 'sent', 'read', 'written'] as const) {
      const values = samples.map((sample) => sample[field] ?? Number.NaN);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values).not.toContain(Number.NaN);
    }
    expect(samples.at(-1)?.pids).toBeGreaterThan(0);
  }, 60_000);
});

/** A folder that is on a disk, as those of the lab are in memory, which no page cache is in front of. */
async function folderOnDisk(): Promise<string> {
  const folder = await mkdtemp('/var/tmp/gantry-stats-');
  closers.push(() => rm(folder, { recursive: true }));
  return folder;
}

/** A way to an engine on which the samples are written down that pass by. */
async function between(socketPath: string, samples: Raw[]): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked;
    const onward = request({ socketPath, method, path, headers }, (told) => {
      answer.writeHead(told.statusCode ?? 500, told.headers);
      let line = '';
      told.on('data', (chunk: Buffer) => {
        if (!path?.includes('/stats')) return;
        const lines = `${line}${chunk.toString()}`.split('\n');
        line = lines.pop() ?? '';
        for (const raw of lines.map(parseRecord)) if (raw) samples.push(raw);
      });
      told.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return server;
}

function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address ? `tcp://127.0.0.1:${address.port}` : '';
}

/** As `units.BytesSize` of go-units writes it. */
function binary(bytes = Number.NaN): string {
  return written(bytes, 1024, 4, ['B', 'KiB', 'MiB', 'GiB']);
}

/** As `units.HumanSizeWithPrecision(…, 3)` writes it. */
function decimal(bytes = Number.NaN): string {
  return written(bytes, 1000, 3, ['B', 'kB', 'MB', 'GB']);
}

function written(bytes: number, base: number, digits: number, units: readonly string[]): string {
  const power = units.findIndex((_, n) => bytes < base ** (n + 1));
  return `${Number((bytes / base ** power).toPrecision(digits))}${units[power]}`;
}

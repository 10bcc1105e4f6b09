import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Task } from '../../../app/tasks.ts';
import { dockerOn } from '../../../e2e/lab/cli.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { partLineOf } from '../../../renderer/words/tasks.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createDockerConfig } from '../registries/docker-config.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createTransfers } from './transfers.ts';

let lab: Lab;
let folder = '';
let proxy: Proxy;
const engine = 'e00000000000a';
const context = { signal: new AbortController().signal };
const tasks = createTasks();

/** A way to the lab's registry that can be cut. Engines trust loopback without TLS, whatever the port. */
class Proxy {
  bytes = 0;
  onBytes: ((bytes: number) => void) | undefined;
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();
  readonly #registry: string;
  port = 0;

  constructor(registry: string) {
    this.#registry = registry;
  }

  /** Listens on the port that it had before, or a free one. */
  async open(): Promise<void> {
    const port = Number(this.#registry.split(':')[1]);
    const server = createServer((from) => {
      const to = createConnection({ host: '127.0.0.1', port });
      for (const socket of [from, to]) {
        this.#sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => this.#sockets.delete(socket));
      }
      from.on('data', (chunk: Buffer) => {
        this.bytes += chunk.length;
        this.onBytes?.(this.bytes);
      });
      from.pipe(to).pipe(from);
      from.on('close', () => to.destroy());
      to.on('close', () => from.destroy());
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  /** As a registry whose process dies: nobody listens, and what was open is reset. */
  cut(): void {
    this.onBytes = undefined;
    this.#server?.close();
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

beforeAll(async () => {
  lab = await startLab({ registry: true });
  proxy = new Proxy(lab.registry ?? '');
  await proxy.open();
}, 120_000);
afterAll(async () => {
  proxy?.cut();
  await lab?.stop();
}, 60_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-transfers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const docker = dockerOn(() => lab);

function make() {
  // The service asks it for nothing else.
  const engines = { ready: async () => dockerEngine({ kind: 'unix', path: lab.socket }) } as unknown as Engines;
  return createTransfers(engines, tasks, createDockerConfig({ DOCKER_CONFIG: folder }));
}

/** What a task's part says while the engine waits before it tries again; undefined if the task ends without it. */
async function retrying(id: string): Promise<string | undefined> {
  const stop = new AbortController();
  let words: string | undefined;
  for await (const { changed } of tasks.watch({}, { signal: stop.signal })) {
    const task = changed.find((each) => each.id === id);
    words = task?.parts.map((part) => partLineOf(part) ?? '').find((line) => line.startsWith('Retrying'));
    if (words !== undefined || (task && task.state !== 'running')) stop.abort();
  }
  return words;
}

test('a registry that dies in the middle of a push is named as the cause, and a second push succeeds', async () => {
  const transfers = make();
  const reference = `127.0.0.1:${proxy.port}/cut:1`;
  writeFileSync(join(folder, 'Dockerfile'), 'FROM busybox\nRUN head -c 60000000 /dev/urandom > /layer\n');
  await docker('build', '--no-cache', '-q', '-t', reference, folder);
  const id = await docker('images', '-q', '--no-trunc', reference);

  const middle = new Promise<void>((resolve) => {
    proxy.onBytes = (bytes) => {
      if (bytes < 10_000_000) return;
      proxy.cut();
      resolve();
    };
  });
  const { task } = await transfers.push({ engine, reference }, context);
  await middle;
  expect(await retrying(task)).toMatch(/^Retrying in \d+ seconds?$/);
  const cut: Task = await tasks.wait(task);
  // Docker has tried five times, with 5, 10, 15 and 20 seconds between.
  expect(cut).toMatchObject({ state: 'failed', problem: { reason: 'registry-away' } });
  expect(cut.problem?.code).toBe('timeout');
  expect(await docker('images', '-q', '--no-trunc', reference)).toBe(id);

  await proxy.open();
  const again = await tasks.wait((await transfers.push({ engine, reference }, context)).task);
  expect(again.problem).toBeUndefined();
  expect(again).toMatchObject({ state: 'succeeded', result: { digest: expect.stringMatching(/^sha256:/) } });
}, 150_000);

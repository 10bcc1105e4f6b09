import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeEngine, startFakeEngine } from './engine.ts';
import { fakeContainer } from './engine-bodies.ts';

/** Many engines at once, some of which say nothing. */
export interface Fleet {
  /** Those that answer. */
  readonly engines: readonly FakeEngine[];
  /** The address of each by name, those that say nothing among them: `engine-07`. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Starts or ends a container of an engine, and tells of it. */
  change(engine: number, container: number): void;
  close(): Promise<void>;
}

export interface FleetOptions {
  readonly engines: number;
  /** Of each. */
  readonly containers: number;
  /** Where nobody listens. */
  readonly dead: number;
  /** Which take connections and never answer. */
  readonly mute: number;
}

/** Starts a fleet of fake engines in a folder of its own. Close it when done. */
export async function startFleet({ engines: all, containers, dead, mute }: FleetOptions): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'fleet-'));
  const name = (at: number) => `engine-${String(at).padStart(2, '0')}`;
  const socket = (at: number) => join(folder, `${name(at)}.sock`);
  const answering = all - dead - mute;
  const engines: FakeEngine[] = [];
  for (let at = 0; at < answering; at++) {
    const rows = Array.from({ length: containers }, (_, n) => fakeContainer(n, { name: `${name(at)}-c${n}` }));
    engines.push(await startFakeEngine({ containers: rows, socket: socket(at) }));
  }
  const silent: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];
  for (let at = answering; at < answering + mute; at++) silent.push(await listenMutely(socket(at)));
  return {
    engines,
    hosts: Object.fromEntries(Array.from({ length: all }, (_, at) => [name(at), `unix://${socket(at)}`])),
    change: (engine, at) => {
      const fake = engines[engine];
      const container = fake && [...fake.containers.values()][at];
      if (!container) return;
      const runs = container.state === 'running';
      fake.containers.set(container.id, {
        ...container,
        state: runs ? 'exited' : 'running',
        status: runs ? 'Exited (0) 1 second ago' : 'Up 1 second',
      });
      fake.emit({ Type: 'container', Action: runs ? 'die' : 'start', Actor: { ID: container.id } });
    },
    close: async () => {
      for (const engine of engines) await engine.close();
      for (const { server, sockets } of silent) {
        for (const one of sockets) one.destroy();
        server.close();
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listenMutely(path: string): Promise<{ server: Server; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.resume();
  });
  await new Promise<void>((resolve) => void server.listen(path, resolve));
  return { server, sockets };
}

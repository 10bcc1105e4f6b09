import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import * as z from 'zod/mini';
import { api } from './api.ts';
import { type Outcome, outcome } from './base/command.ts';
import { cliEnvironment } from './cli.ts';
import { type Lab, startLab } from './lab.ts';
import { type EngineKind, engineProgram, isEngineKind } from './programs/programs.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The engine of the machine's own Docker. */
    lab: Shared;
    /** The socket on which `sharedEngine` asks for others. */
    labs: string;
  }
}

/** Vitest's global setup: the engines that all lab tests of a run share, and their end after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { docker, path, stop } = await shareEngines((line) => console.error(line));
  project.provide('lab', { dir: docker.dir, socket: docker.socket, docker: docker.docker });
  project.provide('labs', path);
  return stop;
}

/** Where an engine is that all lab tests of a run share. */
const shared = z.object({
  dir: z.string(),
  socket: z.string(),
  /** The path of the docker command. */
  docker: z.string(),
  tls: z.optional(z.object({ port: z.number(), certificates: z.string() })),
});
type Shared = z.infer<typeof shared>;

/** Runs the docker command on it with an empty configuration; resolves whatever the exit code. */
export function cliOf({ dir, socket, docker }: Shared): (...args: string[]) => Promise<Outcome> {
  return (...args) => outcome(docker, args, cliEnvironment(dir, socket));
}

/**
 * Starts an engine of each kind when it is first asked for by `sharedEngine`, on the socket at `path`, and keeps it: a start
 * and an end cost over a second of a processor, and fifty files want four each.
 * @returns the one of the machine's own Docker, which is there at once, and the end of all; throws if something would not go
 */
async function shareEngines(
  say: (line: string) => void,
): Promise<{ readonly docker: Lab; readonly path: string; stop(): Promise<void> }> {
  const docker = await startLab({ say });
  const labs = new Map<EngineKind, Promise<Lab>>([['docker', Promise.resolve(docker)]]);
  const ensure = async (kind: EngineKind): Promise<{ status: number; body: string }> => {
    const program = await engineProgram(kind, say).catch(String);
    if (typeof program === 'string') return { status: 404, body: program };
    const lab = labs.get(kind) ?? startLab({ program, say });
    labs.set(kind, lab);
    return { status: 200, body: JSON.stringify(shared.parse(await lab)) };
  };
  const server = createServer((request, response) => {
    const kind = request.url?.slice(1);
    const answer = isEngineKind(kind) ? ensure(kind) : Promise.reject(new Error(`No engine is called ${kind}`));
    void answer
      .catch((error: unknown) => ({ status: 500, body: String(error) }))
      .then(({ status, body }) => response.writeHead(status).end(body));
  });
  const path = `${docker.dir}/engines.sock`;
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return {
    docker,
    path,
    stop: async () => {
      server.close();
      const started = await Promise.allSettled(labs.values());
      await Promise.all(started.map((one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
    },
  };
}

/**
 * The engine of a kind that the tests of this run share, started now if nobody has asked for it.
 * @returns why, if it cannot be had on this machine; throws if it cannot be started
 */
export async function sharedEngine(path: string, kind: EngineKind): Promise<Shared | string> {
  const { status, body } = await api(path, 'GET', `/${kind}`, undefined, 230_000);
  if (status === 404) return body;
  if (status !== 200) throw new Error(body);
  return shared.parse(JSON.parse(body));
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Outcome, outcome } from './base/command.ts';
import { certificatesOf } from './certificates.ts';
import { cliEnvironment, configOf } from './cli.ts';
import { SYSTEM_PATH } from './daemon.ts';
import { imageArchives, type LabImage } from './images/images.ts';
import { requirePrograms } from './programs/packages.ts';
import { addPlugins } from './programs/plugins.ts';
import type { EngineProgram } from './programs/programs.ts';
import type { Wishes } from './protocol.ts';
import { type LabEngine, Supervised } from './supervised.ts';

export interface LabOptions {
  /** Also start an image registry (plain HTTP on loopback) that the engine trusts. */
  readonly registry?: boolean;
  /** Also start a second registry that wants a user and a password: REGISTRY_USER of registry.ts. */
  readonly auth?: boolean;
  /** More images to have, as `NAME:latest`; made when they are first wanted on this machine and kept in its cache. */
  readonly images?: readonly LabImage[];
  /** Also bring Docker Compose v2 and buildx for `cli`. */
  readonly compose?: boolean;
  /** Containers survive the death of dockerd. */
  readonly liveRestore?: boolean;
  /** Gives the engine a disk of so many MB. */
  readonly disk?: number;
  /** The engine to run in place of the machine's own Docker: what `engineProgram` found. */
  readonly program?: EngineProgram;
  /** Told what is going on, a line at a time. */
  readonly say?: (line: string) => void;
}

/** A real engine of one's own, with the image `busybox:latest`. */
export interface Lab {
  /** Scratch space inside it is gone after `stop`. */
  readonly dir: string;
  readonly socket: string;
  /** `unix://…`, as DOCKER_HOST wants it. */
  readonly dockerHost: string;
  /** `HOST:PORT`, if asked for, as tests and engine reach it; the engine also takes it for a mirror of Docker's own registry. */
  readonly registry?: string;
  /** The `HOST:PORT` of the registry that wants a password, if asked for. */
  readonly authRegistry?: string;
  /** Where else it listens, if its program does, on the loopback, and the folder of what it wants to be shown. */
  readonly tls?: { readonly port: number; readonly certificates: string };
  /** The configuration folder (DOCKER_CONFIG) of `cli`, with the plugins docker-compose and docker-buildx, if asked for. */
  readonly composeConfig?: string;
  /** The path of the docker command. */
  readonly docker: string;
  /** Runs the docker command on this engine with an empty configuration; resolves whatever the exit code. */
  cli(...args: string[]): Promise<Outcome>;
  readonly engine: LabEngine;
  /** Takes everything away; may be called again. Throws if something would not go. */
  stop(): Promise<void>;
}

/**
 * Starts an engine of one's own, beside any other on the machine. It ends with `stop()` or with this process, however
 * that ends. Throws with a way out where it cannot run: it needs Linux, root and Debian's packages.
 */
export async function startLab(options: LabOptions = {}): Promise<Lab> {
  const say = options.say ?? (() => undefined);
  const auth = options.auth ?? false;
  const programs = await requirePrograms((options.registry ?? false) || auth, say);
  const archives = await imageArchives(options.images ?? [], programs.busybox, say);
  const supervised = new Supervised(
    launch({
      registry: options.registry ?? false,
      auth,
      liveRestore: options.liveRestore ?? false,
      disk: options.disk ?? 0,
      program: wishedProgram(options.program ?? { is: 'docker' }, programs.dockerd),
      busybox: programs.busybox,
    }),
    say,
  );
  const { dir, socket, registry, authRegistry, tlsPort } = await supervised.ready;
  const environment = cliEnvironment(dir, socket);
  const lab: Lab = {
    dir,
    socket,
    dockerHost: `unix://${socket}`,
    ...(registry === undefined ? {} : { registry }),
    ...(authRegistry === undefined ? {} : { authRegistry }),
    ...(tlsPort === undefined ? {} : { tls: { port: tlsPort, certificates: certificatesOf(dir) } }),
    ...(options.compose === true ? { composeConfig: configOf(dir) } : {}),
    docker: programs.docker,
    cli: (...args) => outcome(programs.docker, args, environment),
    engine: supervised.engine,
    stop: () => supervised.stop(),
  };
  try {
    if (options.compose === true) await addPlugins(configOf(dir), say);
    await Promise.all(archives.map((archive) => load(lab, archive)));
    return lab;
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

function wishedProgram(program: EngineProgram, own: string): Wishes['program'] {
  if (program.is === 'rootless-docker') return program;
  if (program.is === 'podman') return { rootless: false, ...program };
  return { tls: false, dockerd: own, ...program, flags: [...(program.flags ?? [])] };
}

async function load(lab: Lab, archive: string): Promise<void> {
  const { code, stderr } = await lab.cli('load', '--quiet', '--input', archive);
  if (code !== 0) throw new Error(`Loading ${archive} failed: ${stderr.trim()}`);
}

/** The private mount namespace keeps the lab's mounts off the machine and ends with its last process. */
function launch(wish: Wishes): ChildProcessByStdio<Writable, Readable, null> {
  const supervisor = fileURLToPath(new URL('./supervisor.ts', import.meta.url));
  const node = [process.execPath, '--import', 'tsx', supervisor, JSON.stringify(wish)];
  return spawn('unshare', ['--mount', '--propagation', 'slave', ...node], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)), // where `tsx` is found
    detached: true, // Ctrl+C in the starter's terminal must not reach it
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', PATH: `${SYSTEM_PATH}:${process.env['PATH'] ?? ''}` },
  });
}

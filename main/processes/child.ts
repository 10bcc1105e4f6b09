import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupLives, signalGroup } from './group.ts';

/**
 * The one place of main that starts programs of others. Whatever can fail has its listener before it can: also a child
 * that got neither a process nor streams, because there was no descriptor left.
 */

/** How often it is looked whether a group that was told to end has ended, in ms. */
const look = 25;
/** How long what was printed may take to arrive after a program's end, in ms: another may hold the stream open for ever. */
const drain = 1000;
/** How long Gantry waits for all programs at its end, in ms. */
const endLimit = 1200;

/** A program to run to its end. */
export interface ChildOrder {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Given on standard input; nothing is there to be read without. */
  readonly input?: string;
  /** Is its standard input and output in place of `input` and `onOutput`, each as fast as the other side takes it. */
  readonly pipe?: Duplex;
  /** Hear what it prints, piece by piece; it is not read faster than the rest of main can bear. */
  readonly onOutput?: (piece: Buffer) => void;
  readonly onErrorOutput?: (piece: Buffer) => void;
  /** Ends it, and all that it started. */
  readonly signal: AbortSignal;
  /** Within this time after the signal, in ms, nothing of it is left: asked at once, made to end as time runs out. */
  readonly limit: number;
}

const running = new Set<RunningChild>();

/**
 * Runs a program in a process group of its own and gives its exit code; 1 if a signal ended it. When it was told to end,
 * this resolves only when nothing of its group is left. Rejects with the system's error if it cannot be started, and with
 * the signal's reason if that was aborted before.
 */
export async function runChild(order: ChildOrder): Promise<number> {
  order.signal.throwIfAborted();
  const child = new RunningChild(order);
  running.add(child);
  const end = () => child.end(order.limit);
  order.signal.addEventListener('abort', end, { once: true });
  try {
    return await child.ended;
  } finally {
    order.signal.removeEventListener('abort', end);
    running.delete(child);
  }
}

/**
 * Ends every program that still runs, however it was told to end before; nothing of them is left within `limit` ms.
 * For the end of Gantry: no program of ours outlives it.
 */
export async function endChildren(limit: number = endLimit): Promise<void> {
  const all = [...running];
  for (const child of all) child.end(limit);
  await Promise.allSettled(all.map(({ ended }) => ended));
}

/** Starts a program of the person's own, such as a browser, that shall outlive Gantry. That it cannot is no error. */
export function startDetached(command: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  try {
    spawn(command, args, { env, stdio: 'ignore', detached: true, windowsHide: true })
      .on('error', () => undefined)
      .unref();
  } catch {
    // Refused before it was tried, e.g. because the environment is too large.
  }
}

/** How a program of the person's own is started. */
export interface Launch {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** How long it is watched, in ms. */
  readonly watched: number;
}

/**
 * Starts a program of the person's own that shall outlive Gantry, and watches it for a moment. Gives its exit code if it
 * ended meanwhile (1 if a signal ended it), undefined if it runs. Rejects with the system's error if it cannot be started.
 */
export async function launch(
  command: string,
  args: readonly string[],
  { env, cwd, watched }: Launch,
): Promise<number | undefined> {
  const child = spawn(command, args, { env, cwd, stdio: 'ignore', detached: true });
  const exited = exitOf(child);
  child.unref();
  return Promise.race([exited, sleep(watched, undefined)]);
}

class RunningChild {
  /** See `runChild`. */
  readonly ended: Promise<number>;
  #pid: number | undefined;
  #resolveGone: () => void = () => undefined;
  /** Resolves when what was told to end has ended, or could not be made to. */
  readonly #gone = new Promise<void>((resolve) => {
    this.#resolveGone = resolve;
  });
  #timers: NodeJS.Timeout[] = [];
  /** When it has to be gone, by `performance.now()`. */
  #deadline = Number.POSITIVE_INFINITY;

  constructor(order: ChildOrder) {
    this.ended = this.#run(order);
  }

  /** SIGINT at once, as by Ctrl+C; SIGTERM late; SIGKILL at last. A shorter limit than before counts. */
  end(limit: number): void {
    if (this.#pid === undefined) return;
    const first = this.#deadline === Number.POSITIVE_INFINITY;
    if (performance.now() + limit >= this.#deadline) return;
    this.#deadline = performance.now() + limit;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [
      setTimeout(() => this.#signal('SIGTERM'), limit * 0.6),
      setTimeout(() => this.#signal('SIGKILL'), limit * 0.8),
    ];
    if (!first) return;
    this.#signal('SIGINT');
    void this.#watchGroup();
  }

  async #run(order: ChildOrder): Promise<number> {
    const { command, args, env, cwd, input, pipe, onOutput, onErrorOutput } = order;
    const child = spawn(command, args, {
      env,
      ...(cwd === undefined ? {} : { cwd }),
      detached: process.platform !== 'win32',
      stdio: [
        input === undefined && !pipe ? 'ignore' : 'pipe',
        onOutput || pipe ? 'pipe' : 'ignore',
        onErrorOutput ? 'pipe' : 'ignore',
      ],
      windowsHide: true,
    });
    const exited = exitOf(child);
    this.#pid = child.pid;
    // A program that does not read its input closes it; that is no failure.
    child.stdin?.on('error', () => undefined);
    if (pipe) join(pipe, child);
    else child.stdin?.end(input);
    const read = Promise.all([readPieces(child.stdout, onOutput), readPieces(child.stderr, onErrorOutput)]);
    const piped = pipe && child.stdout ? once(child.stdout, 'close') : undefined;
    try {
      const code = await Promise.race([exited, this.#gone.then(() => 1)]);
      // The other side may take its time with what was printed, for as long as it is there.
      if (piped) await Promise.race([piped, this.#gone]);
      await Promise.race([read, sleep(drain, undefined, { ref: false })]);
      if (this.#deadline !== Number.POSITIVE_INFINITY) await this.#gone;
      return code;
    } finally {
      this.#pid = undefined;
      for (const timer of this.#timers) clearTimeout(timer);
      child.stdout?.destroy();
      child.stderr?.destroy();
    }
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#pid === undefined) return;
    // Windows has no signals that ask, and no groups.
    if (process.platform === 'win32') endTree(this.#pid);
    else void signalGroup(this.#pid, signal);
  }

  /** Until nothing is left, or what is left cannot even be killed: it waits in the kernel. */
  async #watchGroup(): Promise<void> {
    while (this.#pid !== undefined && performance.now() < this.#deadline) {
      await sleep(look);
      if (this.#pid === undefined || !(await groupLives(this.#pid))) break;
    }
    this.#resolveGone();
  }
}

/** The exit code; rejects if there was nothing to exit. */
async function exitOf(child: ChildProcess): Promise<number> {
  // It may err again after that, and nobody would hear it.
  child.on('error', () => undefined);
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

/** Resolves when all was read. Between two pieces everybody else has a turn: a program may print without end. */
async function readPieces(stream: Readable | null, onPiece: ((piece: Buffer) => void) | undefined): Promise<void> {
  // Neither is there without descriptors, whatever the types say.
  if (!stream || !onPiece) return;
  stream.on('error', () => undefined);
  stream.on('data', (piece: Buffer) => {
    onPiece(piece);
    stream.pause();
    setImmediate(() => stream.resume());
  });
  await new Promise((resolve) => stream.once('close', resolve));
}

/** Each side ends the other. */
function join(pipe: Duplex, { stdin, stdout }: ChildProcess): void {
  pipe.on('error', () => undefined);
  if (stdin) pipe.pipe(stdin);
  stdout?.on('error', () => undefined).pipe(pipe);
}

function endTree(pid: number): void {
  startDetached('taskkill', ['/pid', String(pid), '/t', '/f'], process.env);
}

import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Readable } from 'node:stream';
import type * as Electron from 'electron';
import { requireReady } from './lifecycle.ts';

type Stdio = 'pipe' | 'ignore' | 'inherit';
type Members = 'kill' | 'pid' | 'postMessage' | 'stderr' | 'stdout';

/** A process of Node's beside main, with `process.parentPort` in it. */
class DoubleUtility extends EventEmitter implements Pick<Electron.UtilityProcess, Members> {
  readonly #child: ChildProcess;
  #ended = false;

  constructor(path: string, args: readonly string[], options: Electron.ForkOptions) {
    super();
    const { stdio = 'inherit', execArgv = [], cwd, env } = options;
    const [, out = 'inherit', err = 'inherit'] = (typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio) as Stdio[];
    this.#child = fork(path, args, {
      execArgv: [...execArgv, '--import', bootstrap()],
      serialization: 'advanced',
      stdio: ['ignore', out, err, 'ipc'],
      ...(cwd !== undefined && { cwd }),
      ...(env !== undefined && { env: env as NodeJS.ProcessEnv }),
    });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', (error) => process.stderr.write(`electron double: a utility process: ${error.message}\n`));
    // As in Electron: 'exit' also for a process that could not be started, and the pid is gone by then.
    this.#child.once('close', (code, signal) => {
      this.#ended = true;
      this.emit('exit', code ?? (signal ? 15 : 1));
    });
  }

  get pid(): number | undefined {
    return this.#ended ? undefined : this.#child.pid;
  }
  get stdout(): Readable | null {
    return this.#child.stdout;
  }
  get stderr(): Readable | null {
    return this.#child.stderr;
  }
  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('the double hands no ports to a utility process');
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }
  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcess = {
  fork(path: string, args: string[] = [], options: Electron.ForkOptions = {}): DoubleUtility {
    requireReady('utilityProcess cannot be created before app is ready.');
    return new DoubleUtility(path, args, options);
  },
};

/** Runs in the child before its own script, as plain text: tsx is not there. */
function bootstrap(): string {
  const script = `
import { EventEmitter } from 'node:events';
const send = process.send.bind(process);
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message) => send(message),
  start: () => undefined,
});
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
process.on('disconnect', () => process.exit());
Object.assign(process, { parentPort, type: 'utility', send: undefined });
`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';
import { state } from './state.ts';

const portProgram = fileURLToPath(new URL('./utility-port.mjs', import.meta.url));

/** A utility process that runs, in a process of Node's. Its program speaks with `process.parentPort` as in Electron's. */
export class FakeUtility extends EventEmitter {
  readonly #child: ChildProcess;

  constructor(modulePath: string, args: readonly string[], { env }: Electron.ForkOptions) {
    super();
    this.#child = fork(portProgram, [modulePath, ...args], {
      env: { ...env },
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as never, () => undefined);
  }
  kill(): boolean {
    return this.#child.kill();
  }
}

export const utilityProcessParts = {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): FakeUtility {
    state.afterReady('utilityProcess cannot be created before app is ready.');
    state.record('utilityProcess.fork', modulePath, args, options);
    return new FakeUtility(modulePath, args, options);
  },
};

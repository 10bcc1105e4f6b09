import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import type { GantryClient, GantryContract } from '../../app/contract.ts';
import { connect } from '../../app/rpc/client.ts';
import type { PageWire, ToPage } from '../../app/rpc/wire.ts';
import { nodeConfig } from '../../scripts/bundles.ts';

/** Gantry without a host in a process of its own, to be killed, and a page's side of its contract. */
export interface AppProcess {
  readonly client: GantryClient;
  readonly pid: number;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Ends it in order. */
  end(): Promise<void>;
}

/**
 * Puts its program into a folder as one file; gives the file's path. To load it from its sources takes two seconds of CPU at
 * each start.
 */
export async function bundleApp(folder: string): Promise<string> {
  await build(nodeConfig('e2e/killed/app-program.ts', folder, 'app.cjs'));
  return join(folder, 'app.cjs');
}

/** Starts that program on a data folder; it finds no engine but the one that it is given. Resolves when it answers. */
export async function startApp(
  program: string,
  dataDir: string,
  dockerHost = 'unix:///nowhere/docker.sock',
): Promise<AppProcess> {
  const child = fork(program, [dataDir, dockerHost], { execArgv: [], serialization: 'advanced' });
  const gone = once(child, 'exit');
  const early = gone.then(() => {
    throw new Error('the process ended before it was ready');
  });
  await Promise.race([once(child, 'message'), early]);
  early.catch(() => undefined);
  const wire: PageWire = {
    // To a process that has just died: nothing can be said to it, and `onClose` follows.
    send: (message) => void child.send(message, () => undefined),
    onMessage: (receive) => void child.on('message', (message) => receive(message as ToPage)),
    onClose: (closed) => void gone.then(() => closed('gone')),
    close: () => child.disconnect(),
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  return {
    client: connect<GantryContract>(wire),
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
  };
}

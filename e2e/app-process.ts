import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { GantryClient, GantryContract } from '../app/contract.ts';
import { connect } from '../app/rpc/client.ts';
import type { PageWire, ToPage } from '../app/rpc/wire.ts';

/** Gantry without a host in a process of its own, to be killed, and a page's side of its contract. */
export interface AppProcess {
  readonly client: GantryClient;
  readonly pid: number;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Ends it in order. */
  end(): Promise<void>;
}

/** Starts one on a data folder; it finds no engine but the one that it is given. Resolves when it answers. */
export async function startApp(dataDir: string, dockerHost = 'unix:///nowhere/docker.sock'): Promise<AppProcess> {
  const program = `
    import { createApp } from ${JSON.stringify(new URL('../main/app.ts', import.meta.url).href)};
    const host = { kind: 'browser', version: '0', platform: process.platform };
    const env = { DOCKER_HOST: ${JSON.stringify(dockerHost)}, HOME: '/nowhere', DOCKER_CONFIG: '/nowhere' };
    const app = await createApp({ dataDir: ${JSON.stringify(dataDir)}, host, logSearch: '', env });
    app.serve({
      send: (message) => process.connected && process.send(message),
      onMessage: (receive) => process.on('message', receive),
      onClose: (closed) => process.on('disconnect', () => closed('gone')),
      close: () => process.disconnect(),
    });
    process.on('SIGTERM', () => void app.end().then(() => process.exit(0)));
    process.send('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
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

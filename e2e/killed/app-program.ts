import { createApp } from '../../main/app.ts';

/** Gantry without a host: the program of `app-process.ts`, started with a data folder and the address of an engine. */
async function main([dataDir = '', dockerHost = '']: readonly string[]): Promise<void> {
  const host = { kind: 'browser', version: '0', platform: process.platform } as const;
  const env = { DOCKER_HOST: dockerHost, HOME: '/nowhere', DOCKER_CONFIG: '/nowhere' };
  const startUtility = () => {
    throw new Error('nothing here wants it');
  };
  const app = await createApp({ dataDir, host, logSearch: '', startUtility, env });
  app.serve({
    send: (message) => process.connected && process.send?.(message),
    onMessage: (receive) => process.on('message', receive),
    onClose: (closed) => process.on('disconnect', () => closed('gone')),
    close: () => process.disconnect(),
  });
  process.on('SIGTERM', () => void app.end().then(() => process.exit(0)));
  process.send?.('ready');
}

void main(process.argv.slice(2));

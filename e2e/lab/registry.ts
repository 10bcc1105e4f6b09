import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { startDaemon } from './daemon.ts';
import type { Slot } from './slot.ts';

/** Starts a plain HTTP registry on a free loopback port and gives its address, `127.0.0.1:PORT`. */
export async function startRegistry(slot: Slot): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const root = `${slot.dir}/registry`;
  await mkdir(root);
  const config = {
    version: '0.1',
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: root }, delete: { enabled: true } },
    http: { addr: address },
  };
  const file = `${slot.dir}/registry.yml`;
  await writeFile(file, JSON.stringify(config)); // JSON is YAML
  await startDaemon(slot, 'registry', ['docker-registry', 'serve', file], async () => {
    const reply = await fetch(`http://${address}/v2/`, { signal: AbortSignal.timeout(1000) });
    await reply.body?.cancel();
    return reply.ok;
  });
  return address;
}

/** A loopback TCP port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Slot } from './base/slot.ts';
import { startDaemon } from './daemon.ts';

/** The only user of a registry that asks for one. */
export const REGISTRY_USER = { name: 'lab', password: 'labpw' } as const;

/** REGISTRY_USER in htpasswd's form; the registry takes bcrypt only, which Node has not. */
const HTPASSWD = 'lab:$2b$10$abcdefghijklmnopqrstuu87BqC9xbNjt.Jfyxf.z.KxwSsvCNXsO\n';

/**
 * Starts a plain HTTP registry on a free port of this machine's address `host` and gives where it is, `HOST:PORT`. With
 * `auth` it answers nobody but REGISTRY_USER. `name` keeps several in one slot apart.
 */
export async function startRegistry(slot: Slot, host: string, name = 'registry', auth = false): Promise<string> {
  const address = `${host}:${await freePort()}`;
  const root = `${slot.dir}/${name}`;
  await mkdir(root);
  const config = {
    version: '0.1',
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: root }, delete: { enabled: true } },
    http: { addr: address },
    ...(auth ? { auth: { htpasswd: { realm: 'lab', path: `${slot.dir}/${name}.htpasswd` } } } : {}),
  };
  if (auth) await writeFile(`${slot.dir}/${name}.htpasswd`, HTPASSWD);
  const file = `${slot.dir}/${name}.yml`;
  await writeFile(file, JSON.stringify(config)); // JSON is YAML
  await startDaemon(slot, name, ['docker-registry', 'serve', file], async () => {
    const reply = await fetch(`http://${address}/v2/`, { signal: AbortSignal.timeout(1000) });
    await reply.body?.cancel();
    return reply.status === (auth ? 401 : 200);
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

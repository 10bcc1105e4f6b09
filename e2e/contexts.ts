import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes addresses contexts of the docker CLI, by name: as `docker context create` does, in a folder named after the
 * SHA-256 of its name. Resolves with the folder of the CLI that has them, for DOCKER_CONFIG.
 */
export async function writeContexts(folder: string, hosts: Readonly<Record<string, string>>): Promise<string> {
  const config = join(folder, 'contexts');
  for (const [name, host] of Object.entries(hosts)) {
    const place = join(config, 'contexts/meta', createHash('sha256').update(name).digest('hex'));
    await mkdir(place, { recursive: true });
    const meta = { Name: name, Metadata: {}, Endpoints: { docker: { Host: host, SkipTLSVerify: false } } };
    await writeFile(join(place, 'meta.json'), JSON.stringify(meta));
  }
  return config;
}

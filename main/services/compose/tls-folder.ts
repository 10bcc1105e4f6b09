import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from '../../disk/private-folder.ts';
import type { TlsFiles } from '../../engine/endpoints/endpoints.ts';

/** Certificates and a key where a program of Docker's finds them and no other person does. */
export interface TlsFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes them into a private folder below the system's temporary one. */
export async function makeTlsFolder({ ca, cert, key }: TlsFiles): Promise<TlsFolder> {
  const path = await makePrivateFolder('tls');
  const remove = () => rm(path, { recursive: true, force: true });
  try {
    for (const [name, text] of Object.entries({ ca, cert, key })) {
      if (text !== undefined) await writeFile(join(path, `${name}.pem`), text, { mode: 0o600, flag: 'wx' });
    }
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

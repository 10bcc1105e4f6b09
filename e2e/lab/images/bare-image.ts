import { readFile } from 'node:fs/promises';
import { api } from '../api.ts';
import { tar } from '../base/tar.ts';

/**
 * Gives the engine at `socket` an image with one program and nothing else: no shell, no folder. Its containers run
 * `/sleep SECONDS`.
 */
export async function addBareImage(socket: string, repo: string): Promise<void> {
  const archive = tar([{ path: 'sleep', mode: 0o755, content: await readFile('/bin/busybox') }]);
  const { status, body } = await api(
    socket,
    'POST',
    `/images/create?fromSrc=-&repo=${repo}&tag=latest`,
    archive,
    30_000,
  );
  if (status !== 200) throw new Error(`an image of one program: ${status} ${body}`);
}

import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { electronProgram, root, runElectron } from './electron-host.ts';

/** Puts what electron-builder.yml lists, and nothing else, into an archive. */
async function pack(folder: string): Promise<string> {
  const { files } = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as { files: string[] };
  const content = join(folder, 'content');
  for (const pattern of files) {
    const path = pattern.replace('/**', '');
    if (!pattern.startsWith('!')) await cp(join(root, path), join(content, path), { recursive: true });
  }
  const archive = join(folder, 'resources', 'app.asar');
  await mkdir(dirname(archive), { recursive: true });
  await createPackage(content, archive);
  await rm(content, { recursive: true });
  return archive;
}

test('a packed copy passes the self-test, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gantry-packed-'));
  try {
    const archive = await pack(folder);
    // The double looks for the archive beside itself, as a packaged Electron does; another Electron is told where it is.
    const program = join(folder, 'gantry');
    await symlink(electronProgram, program);
    const app = process.env.ELECTRON ? { args: [archive, '--self-test'] } : { args: ['--self-test'], program };
    const { code, output, left } = await runElectron({ dockerHost: 'unix:///nowhere', ...app });
    expect({ code, left }, output).toEqual({ code: 0, left: [] });
  } finally {
    await rm(folder, { recursive: true });
  }
});

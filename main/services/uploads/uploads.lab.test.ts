import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UploadEntry } from '../../../app/uploads.ts';
import { startLocalClient } from '../../../e2e/bench/tools/local-client.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { patient, prompted, ShellTests, text, use, watch } from '../../../e2e/lab/shells.ts';

const chunk = 64 * 1024;

/** Where a shell may be: among the container's own files, and in memory, which engines' archives do not see. */
const folders = ['/srv', '/memory'];

describe('an upload', () => {
  onEachEngine((engine) => {
    const mounts = ['--tmpfs', '/memory', '--tmpfs', '/small:size=64k'];
    const shells = new ShellTests(engine, (docker) =>
      docker('run', '-d', '--init', ...mounts, 'busybox', 'sleep', '100000'),
    );
    const inside = (script: string) => shells.docker('exec', shells.container, 'sh', '-c', script);

    /** A shell that has gone to a folder, and what uploads into it. */
    async function openIn(folder: string) {
      const { client, engine } = await shells.start();
      const { session } = await client.terminal.open({ engine, id: shells.container, cols: 80, rows: 24 });
      const { seen } = watch({ client }, session);
      await prompted(seen);
      await client.terminal.write({ session, data: text(`mkdir -p ${folder}; cd ${folder}; echo in-$((1+1))\n`) });
      await expect.poll(() => seen.text, patient).toContain('in-2');
      const start = (entries: UploadEntry[]) => client.uploads.start({ session, entries });
      return { client, start };
    }

    test.each(folders)('puts folders into %s as they are', async (folder) => {
      const { client, start } = await openIn(folder);
      const entries = [
        { path: 'a b' },
        { path: 'a b/inner' },
        { path: 'a b/inner/one', size: 3 },
        { path: 'a b/none' },
      ];
      const { upload } = await start(entries);
      await client.uploads.write({ upload, data: text('one') });
      expect(await client.uploads.end({ upload })).toEqual({ paths: [`${folder}/a b`] });
      const found = (await inside(`cd ${folder} && find . | sort`)).split('\n');
      expect(found).toEqual(['.', './a b', './a b/inner', './a b/inner/one', './a b/none']);
      expect(await inside(`cat '${folder}/a b/inner/one'`)).toBe('one');
    });

    test.each(folders)('into %s that is cancelled in the middle leaves nothing there', async (folder) => {
      const { client, start } = await openIn(folder);
      const { upload, task } = await start([
        { path: 'whole', size: chunk },
        { path: 'large', size: 100 * chunk },
      ]);
      for (let sent = 0; sent < 3; sent += 1) await client.uploads.write({ upload, data: new Uint8Array(chunk) });
      await expect.poll(() => inside(`ls ${folder}/.gantry-upload-*`).catch(() => ''), patient).toContain('large');
      const end = client.uploads.end({ upload });
      await client.tasks.cancel({ task });
      await expect(end).rejects.toMatchObject({ problem: { code: 'cancelled', reason: 'cancelled' } });
      expect(await inside(`ls -A ${folder}`)).toBe('');
      await expect.poll(() => shells.docker('top', shells.container, '-eo', 'pid,args'), patient).not.toContain('tar');
    });

    test('in which Gantry is killed leaves nothing there once it runs again', async () => {
      const folder = '/memory';
      const { dataDir } = shells;
      const { client, engine } = await shells.start();
      await inside(`mkdir -p ${folder}`);
      const entries = [{ path: 'large', size: 100 * chunk }];
      const { upload } = await client.uploads.startIn({ engine, id: shells.container, folder, entries });
      await client.uploads.write({ upload, data: new Uint8Array(chunk) });
      await expect.poll(() => inside(`ls ${folder}/.gantry-upload-*`).catch(() => ''), patient).toContain('large');
      // All that a killed one leaves is what it has written down.
      const after = await mkdtemp(join(tmpdir(), 'gantry-killed-'));
      await cp(join(dataDir, 'uploads'), join(after, 'uploads'), { recursive: true });
      const next = await startLocalClient(shells.url, { dataDir: after });
      await use(next);
      await expect.poll(() => inside(`ls -A ${folder}`), patient).toBe('');
      await expect.poll(() => readdir(join(after, 'uploads')), patient).toEqual([]);
      await next.close();
      await rm(after, { recursive: true });
    });

    test.each(folders)('into a folder that was chosen, %s, is root’s, and not without it', async (folder) => {
      const { client, engine } = await shells.start();
      await inside(`mkdir -p ${folder}`);
      const into = { engine, id: shells.container };
      const { upload } = await client.uploads.startIn({ ...into, folder, entries: [{ path: 'one', size: 3 }] });
      await client.uploads.write({ upload, data: text('one') });
      expect(await client.uploads.end({ upload })).toEqual({ paths: [`${folder}/one`] });
      expect(await inside(`cat ${folder}/one; stat -c " %u" ${folder}/one; ls -A ${folder}`)).toBe('one 0\none');
      const again = client.uploads.startIn({ ...into, folder, entries: [{ path: 'one', size: 3 }] });
      await expect(again).rejects.toMatchObject({ problem: { reason: 'upload-exists' } });
      await expect(
        client.uploads.startIn({ ...into, folder: `${folder}/none`, entries: [{ path: 'one', size: 3 }] }),
      ).rejects.toThrow();
    });

    test('for which there is no room says so, and leaves nothing', async () => {
      const { client, start } = await openIn('/small');
      const { upload } = await start([{ path: 'large', size: 10 * chunk }]);
      const send = async () => {
        for (let sent = 0; sent < 10; sent += 1) await client.uploads.write({ upload, data: new Uint8Array(chunk) });
      };
      await send().catch(() => undefined);
      const why = { problem: { reason: 'upload-not-unpacked' } };
      await expect(client.uploads.end({ upload })).rejects.toMatchObject(why);
      expect(await inside('ls -A /small')).toBe('');
    });
  });
});

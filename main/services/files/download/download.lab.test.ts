import { lstat, mkdtemp, readdir, readFile, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../../../app/tasks.ts';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { patient, ShellTests } from '../../../../e2e/lab/shells.ts';

describe('a download', () => {
  onEachEngine((engine) => {
    const shells = new ShellTests(engine, (docker) =>
      docker('run', '-d', '--init', '--tmpfs', '/memory', 'busybox', 'sleep', '100000'),
    );
    const inside = (script: string) => shells.docker('exec', shells.container, 'sh', '-c', script);
    let to = '';
    beforeEach(async () => {
      to = await mkdtemp(join(tmpdir(), 'gantry-download-'));
    });
    afterEach(() => rm(to, { recursive: true, force: true }));

    async function opened() {
      const { client, engine } = await shells.start();
      let tasks: readonly Task[] = [];
      const stop = client.tasks.watch(
        {},
        {
          onItem: (change) => {
            const changed = new Map(change.changed.map((task) => [task.id, task]));
            tasks = [...tasks.filter(({ id }) => !changed.has(id)), ...changed.values()];
          },
          onEnd: () => undefined,
        },
      );
      const state = (task: string) => tasks.find(({ id }) => id === task)?.state;
      const download = async (...paths: string[]) => {
        const { task } = await client.files.download({ engine, id: shells.container, paths, to });
        await expect.poll(() => state(task) ?? '', patient).toMatch(/succeeded|failed|cancelled/);
        return tasks.find(({ id }) => id === task);
      };
      return { client, engine, download, state, stop };
    }

    test('brings folders and files as they are, over nothing, and only what can be on this machine', async () => {
      await inside(
        'mkdir -p /srv/box/in; cd /srv/box; echo one > in/one; chmod 751 in/one; ln in/one in/two; mkfifo pipe',
      );
      await inside(
        'cd /srv/box; ln -s in/one to; ln -s /etc/passwd out; head -c 3000000 /dev/urandom > large; : > empty',
      );
      const { client, engine, download, stop } = await opened();
      const ended = await download('/srv/box', '/etc/passwd');
      expect(ended).toMatchObject({ state: 'succeeded', result: { left: 2 } });
      expect((await readdir(to)).toSorted()).toEqual(['box', 'passwd']);
      expect((await readdir(join(to, 'box'))).toSorted()).toEqual(['empty', 'in', 'large', 'to']);
      expect(await readFile(join(to, 'box/in/one'), 'utf8')).toBe('one\n');
      expect(await readFile(join(to, 'box/in/two'), 'utf8')).toBe('one\n');
      expect((await stat(join(to, 'box/in/one'))).mode & 0o777).toBe(0o751);
      expect(await readlink(join(to, 'box/to'))).toBe('in/one');
      const { createHash } = await import('node:crypto');
      const sum = createHash('sha256')
        .update(await readFile(join(to, 'box/large')))
        .digest('hex');
      expect(await inside('sha256sum /srv/box/large')).toContain(sum);
      const again = client.files.download({ engine, id: shells.container, paths: ['/srv/box'], to });
      await expect(again).rejects.toMatchObject({ problem: { reason: 'file-exists' } });
      const unseen = client.files.download({ engine, id: shells.container, paths: ['/memory'], to });
      await expect(unseen).rejects.toMatchObject({
        problem: { reason: 'file-in-memory', params: { path: '/memory' } },
      });
      stop();
    });

    test('that is cancelled leaves nothing', async () => {
      // Sparse: it takes no room there, and comes in full.
      await inside('mkdir -p /srv; dd if=/dev/zero of=/srv/sparse bs=1 count=1 seek=20G 2>/dev/null');
      const { client, engine, state, stop } = await opened();
      const { task } = await client.files.download({ engine, id: shells.container, paths: ['/srv/sparse'], to });
      const written = async () => {
        const [draft] = await readdir(to);
        return draft === undefined ? 0 : (await lstat(join(to, draft))).size;
      };
      await expect.poll(written, patient).toBeGreaterThan(1_000_000);
      await client.tasks.cancel({ task });
      await expect.poll(() => state(task), patient).toBe('cancelled');
      expect(await readdir(to)).toEqual([]);
      stop();
    });
  });
});

import { describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { ShellTests, text } from '../../../e2e/lab/shells.ts';

const odd = 'a b\'"\n%\udcff';

describe('what is done to a container’s files', () => {
  onEachEngine((engine) => {
    const shells = new ShellTests(engine, (docker) =>
      docker('run', '-d', '--init', '-v', '/vol', 'busybox', 'sleep', '100000'),
    );
    const inside = (script: string) => shells.docker('exec', shells.container, 'sh', '-c', script);
    async function opened() {
      const { client, engine } = await shells.start();
      const at = { engine, id: shells.container };
      const look = async (path: string) => {
        const looked = await client.files.look({ ...at, path });
        return looked.kind === 'folder' ? looked.entries.map(({ name }) => name).toSorted() : looked;
      };
      return { client, at, look };
    }
    const reason = (why: string) => ({ problem: { reason: why } });

    test('folders are made, renamed and removed under any name, over nothing and without what is mounted', async () => {
      await inside(
        'mkdir -p /srv/keep /srv/gone/deep; echo x > /srv/gone/deep/x; ln -s /srv/keep /srv/gone/to; echo k > /srv/keep/k',
      );
      const { client, at, look } = await opened();
      const folder = '/srv';
      await client.files.makeFolder({ ...at, folder, name: odd });
      expect(await look('/srv')).toEqual([odd, 'gone', 'keep'].toSorted());
      await expect(client.files.makeFolder({ ...at, folder, name: 'keep' })).rejects.toMatchObject(
        reason('file-name-taken'),
      );
      await expect(client.files.rename({ ...at, folder, name: odd, to: 'keep' })).rejects.toMatchObject(
        reason('file-name-taken'),
      );
      await client.files.rename({ ...at, folder, name: odd, to: `-${odd}` });
      expect(await look('/srv')).toEqual([`-${odd}`, 'gone', 'keep'].toSorted());
      const names = ['gone', `-${odd}`];
      expect(await client.files.weigh({ ...at, folder, names })).toMatchObject({ files: 5 });
      await client.files.remove({ ...at, folder, names });
      expect(await look('/srv')).toEqual(['keep']);
      expect(await look('/srv/keep')).toEqual(['k']);
      await inside('echo v > /vol/v');
      await expect(client.files.remove({ ...at, folder: '/', names: ['vol'] })).rejects.toMatchObject({
        problem: { reason: 'file-mounted', params: { path: '/vol' } },
      });
      expect(await look('/vol')).toEqual(['v']);
      await shells.docker('stop', '-t', '0', shells.container);
      await expect(client.files.remove({ ...at, folder, names: ['keep'] })).rejects.toMatchObject(
        reason('file-needs-running'),
      );
      await client.files.makeFolder({ ...at, folder, name: 'late' });
      await expect(client.files.makeFolder({ ...at, folder, name: 'late' })).rejects.toMatchObject(
        reason('file-name-taken'),
      );
      expect(await look('/srv')).toEqual(['keep', 'late']);
    });

    test('permissions and owners are changed', async () => {
      await inside('mkdir -p /srv/d; touch /srv/d/in /srv/f');
      const { client, at } = await opened();
      await client.files.change({ ...at, folder: '/srv', names: ['d', 'f'], mode: 0o4710, owner: '7:8', below: true });
      expect(await inside('stat -c "%a %u:%g" /srv/f /srv/d /srv/d/in')).toBe('4710 7:8\n4710 7:8\n644 7:8');
      const bad = client.files.change({ ...at, folder: '/srv', names: ['f'], owner: 'nobody-there' });
      await expect(bad).rejects.toMatchObject(reason('file-refused'));
    });

    test('a text is written whole, keeps owner, permissions and further names, and is not written over unseen', async () => {
      await inside(
        'mkdir -p /srv; echo one > /srv/f; chown 7:8 /srv/f; chmod 640 /srv/f; echo l > /srv/l; ln /srv/l /srv/m; ln -s f /srv/s',
      );
      const { client, at } = await opened();
      const version = async (path: string) => {
        const looked = await client.files.look({ ...at, path });
        return looked.kind === 'file' ? (looked.version ?? '') : '';
      };
      const large = 'x'.repeat(1_000_000);
      const next = await client.files.write({
        ...at,
        path: '/srv/s',
        data: text(large),
        version: await version('/srv/s'),
      });
      expect(next).toBe(await version('/srv/f'));
      expect(await inside('stat -c "%a %u:%g %s" /srv/f; ls /srv; [ -L /srv/s ] && echo link')).toBe(
        '640 7:8 1000000\nf\nl\nm\ns\nlink',
      );
      await client.files.write({ ...at, path: '/srv/l', data: text('both'), version: await version('/srv/l') });
      expect(await inside('cat /srv/m')).toBe('both');
      await inside('echo other > /srv/f');
      const late = client.files.write({ ...at, path: '/srv/f', data: text('mine'), version: next });
      await expect(late).rejects.toMatchObject(reason('file-changed'));
      expect(await inside('cat /srv/f; cat /etc/hosts | head -c 3')).toMatch(/^other\n127/);
      const hosts = await client.files.look({ ...at, path: '/etc/hosts' });
      const changed = `${hosts.kind === 'file' ? Buffer.from(hosts.data).toString() : ''}10.1.2.3 there\n`;
      await client.files.write({
        ...at,
        path: '/etc/hosts',
        data: text(changed),
        version: await version('/etc/hosts'),
      });
      expect(await inside('cat /etc/hosts')).toContain('10.1.2.3 there');
      await shells.docker('stop', '-t', '0', shells.container);
      const stopped = client.files.write({
        ...at,
        path: '/srv/f',
        data: text('stopped'),
        version: await version('/srv/f'),
      });
      const why = await stopped.then(
        () => undefined,
        (error: unknown) => toProblem(error).reason,
      );
      expect([undefined, 'file-owner-untold']).toContain(why);
      await shells.docker('start', shells.container);
      expect(await inside('cat /srv/f; stat -c " %a %u:%g" /srv/f')).toMatch(/^(stopped|other\n) 640 7:8$/);
    });

    test('of one that is paused are looked at, and what cannot be done meanwhile says why', async () => {
      await inside('mkdir -p /paused; echo there > /paused/it');
      const { client, at, look } = await opened();
      await shells.docker('pause', shells.container);
      try {
        expect(await look('/paused')).toEqual(['it']);
        expect(await look('/paused/it')).toMatchObject({ data: text('there\n'), live: false });
        const some = { ...at, folder: '/paused', names: ['it'] };
        await expect(client.files.remove(some)).rejects.toMatchObject(reason('file-needs-running'));
        await expect(client.files.rename({ ...at, folder: '/paused', name: 'it', to: 'other' })).rejects.toMatchObject(
          reason('file-needs-running'),
        );
      } finally {
        await shells.docker('unpause', shells.container);
      }
      expect(await inside('cat /paused/it')).toBe('there');
    });

    test('that change while they are read come as they were at some moment of that, never half of a line of both', async () => {
      const lines = (letter: string) => `i=0; while [ $i -lt 4000 ]; do echo ${letter.repeat(60)}; i=$((i+1)); done`;
      await inside(
        `mkdir -p /moving; (${lines('a')}) > /moving/a; (${lines('b')}) > /moving/b; cp /moving/a /moving/it`,
      );
      const { client, at } = await opened();
      const swap = 'cp /moving/$x /moving/new; mv /moving/new /moving/it';
      await inside(`(while [ ! -e /over ]; do for x in a b; do ${swap}; done; done) >/dev/null 2>&1 &`);
      try {
        for (let n = 0; n < 10; n += 1) {
          const looked = await client.files.look({ ...at, path: '/moving/it' });
          const data = looked.kind === 'file' ? Buffer.from(looked.data).toString() : '';
          expect(new Set(data)).toEqual(new Set([data[0], '\n']));
          expect(data).toHaveLength(244_000);
        }
      } finally {
        await inside('touch /over');
      }
    });

    test('nothing is changed where the root is read-only, and that is said', async () => {
      const { client, engine } = await shells.start();
      const id = await shells.docker('run', '-d', '--init', '--read-only', 'busybox', 'sleep', '1000');
      const refused = client.files.makeFolder({ engine, id, folder: '/etc', name: 'x' });
      await expect(refused).rejects.toMatchObject(reason('file-read-only'));
      await shells.docker('rm', '-f', id);
    });
  });
});

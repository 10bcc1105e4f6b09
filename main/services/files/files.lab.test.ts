import { describe, expect, test } from 'vitest';
import type { FileEntry, Looked } from '../../../app/files.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { ShellTests } from '../../../e2e/lab/shells.ts';

/** Names that a list may stumble over, as `printf` makes them, and as they are to be told. */
const names = [
  ['plain', 'plain'],
  ['a b', 'a b'],
  ['-rf', '-rf'],
  ['line\\nend', 'line\nend'],
  ['ends\\n', 'ends\n'],
  ['q\\047"%%\\\\', 'q\'"%\\'],
  ['bytes\\377\\376', 'bytes\udcff\udcfe'],
  ['ümläut', 'ümläut'],
  ['.hidden', '.hidden'],
  ['\\342\\200\\256gpj.exe', '\u202egpj.exe'],
] as const;

const make = `
mkdir -p /srv/box/inner/deep && cd /srv/box
${names.map(([name]) => `name=$(printf '${name}_'); printf x > "./\${name%_}"`).join('\n')}
`;

const byName = (looked: Looked) => {
  if (looked.kind !== 'folder') throw new Error(looked.kind);
  return new Map(looked.entries.map((entry) => [entry.name, entry]));
};

describe('a container’s files', () => {
  onEachEngine((engine) => {
    const shells = new ShellTests(engine, (docker) =>
      docker('run', '-d', '--init', '--tmpfs', '/memory', 'busybox', 'sleep', '100000'),
    );
    const inside = (script: string) => shells.docker('exec', shells.container, 'sh', '-c', script);
    async function looking() {
      const { client, engine } = await shells.start();
      return { client, look: (path: string) => client.files.look({ engine, id: shells.container, path }) };
    }

    test('are listed by any name, with what they are, running or not', async () => {
      await inside(make);
      await inside('cd /srv/box; ln -s /etc to-folder; ln -s plain to-file; ln -s nowhere dangling; ln -s loop loop');
      await inside(
        'cd /srv/box; mkfifo pipe; chown 12:34 plain; chmod 4751 plain; touch -d "2001-02-03 04:05:06" plain',
      );
      const { look } = await looking();
      const running = await look('/srv/../srv/box/');
      expect(running).toMatchObject({ kind: 'folder', path: '/srv/box', cut: false, live: true });
      await shells.docker('stop', '-t', '0', shells.container);
      const stopped = await look('/srv/box');
      expect(stopped).toMatchObject({ kind: 'folder', path: '/srv/box', cut: false, live: false });
      const want = [...names.map(([, name]) => name), 'inner', 'to-folder', 'to-file', 'dangling', 'loop', 'pipe'];
      for (const looked of [running, stopped]) {
        const entries = byName(looked);
        expect([...entries.keys()].toSorted()).toEqual(want.toSorted());
        expect(entries.get('plain')).toMatchObject({ kind: 'file', size: 1, mode: 0o4751, mtime: 981_173_106_000 });
        expect(entries.get('inner')).toMatchObject({ kind: 'folder' });
        expect(entries.get('pipe')).toMatchObject({ kind: 'pipe' });
        expect(entries.get('to-folder')).toMatchObject({ kind: 'link', target: '/etc' } satisfies Partial<FileEntry>);
      }
      expect(byName(running).get('to-folder')).toMatchObject({ toFolder: true });
      expect(byName(running).get('to-file')?.toFolder).toBeUndefined();
      expect(byName(running).get('plain')).toMatchObject({ uid: 12, gid: 34 });
      expect([12, undefined]).toContain(byName(stopped).get('plain')?.uid);
    });

    test('are gone to by links inside of the container, and read', async () => {
      await inside(
        'mkdir -p /srv/a; echo hello > /srv/a/hello; ln -s ../../../../../srv/a /srv/up; ln -s up/hello /srv/h',
      );
      const { look } = await looking();
      await inside('head -c 5000000 /dev/zero > /srv/large; echo in > /memory/seen; ln -s loop /srv/loop');
      expect(await look('/memory/seen')).toMatchObject({ kind: 'file', live: true });
      for (const live of [true, false]) {
        if (!live) await shells.docker('stop', '-t', '0', shells.container);
        expect(await look('/srv/up')).toMatchObject({ kind: 'folder', path: '/srv/a', live });
        const hello = await look('/srv/h');
        expect(hello).toMatchObject({ kind: 'file', path: '/srv/a/hello', file: { size: 6 }, live });
        expect(hello.kind === 'file' && Buffer.from(hello.data).toString()).toBe('hello\n');
        const large = await look('/srv/large');
        expect(large).toMatchObject({ kind: 'file', file: { size: 5_000_000 } });
        expect(large.kind === 'file' && large.data.byteLength).toBe(256 * 1024);
        await expect(look('/srv/none')).rejects.toMatchObject({ problem: { reason: 'file-missing' } });
        await expect(look('/srv/loop')).rejects.toThrow();
        expect(byName(await look('/')).has('srv')).toBe(true);
      }
    });

    test('are found by name below a folder, running or not, and nothing looks on once nobody reads', async () => {
      await inside(`${make}mkdir -p /srv/more/Box; printf x > '/srv/more/Box/a[b]*c'; ln -s / /srv/more/loop`);
      const { client, engine } = await shells.start();
      const at = { engine, id: shells.container };
      const search = (path: string, name: string) =>
        new Promise<readonly string[]>((resolve, reject) => {
          const paths: string[] = [];
          const onEnd = (problem?: Problem) => (problem ? reject(problem) : resolve(paths.toSorted()));
          client.files.search({ ...at, path, name }, { onItem: ({ found }) => void paths.push(...found), onEnd });
        });
      const found = async () => {
        expect(await search('/srv', 'box')).toEqual(['/srv/box', '/srv/more/Box']);
        expect(await search('/srv', '[b]*')).toEqual(['/srv/more/Box/a[b]*c']);
        expect(await search('/srv', 'bytes')).toEqual(['/srv/box/bytes\udcff\udcfe']);
        expect(await search('/srv', 'nothing like it')).toEqual([]);
      };
      await found();
      await inside('mkdir -p /usr/local/bin; printf "#!/bin/sh\\nexec sleep 54321\\n" > /usr/local/bin/find');
      await inside('chmod +x /usr/local/bin/find');
      const searching = () => inside('cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" "\\n" | grep -cx 54321 || true');
      const stop = client.files.search(
        { ...at, path: '/srv', name: 'box' },
        { onItem: () => undefined, onEnd: () => undefined },
      );
      await expect.poll(searching, { timeout: 30_000 }).toBe('1');
      stop();
      await expect.poll(searching, { timeout: 30_000 }).toBe('0');
      await shells.docker('stop', '-t', '0', shells.container);
      await found();
    });

    test('are listed where the container has no shell', async () => {
      await inside('mkdir -p /srv/a; echo 1 > /srv/a/b; rm /bin/sh');
      const { look } = await looking();
      expect([...byName(await look('/srv/a')).keys()]).toEqual(['b']);
    });
  });
});

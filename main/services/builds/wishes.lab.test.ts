import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildFixture } from '../../../e2e/lab/build-fixture.ts';
import { DOCKERS, EVERY_DAY, onEachEngine } from '../../../e2e/lab/engines.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';

const hidden = `hidden-${process.pid}-wish`;
let fixture: BuildFixture;
let outside = '';
beforeEach(() => {
  fixture = new BuildFixture({ env: { TOKEN: hidden } });
  outside = mkdtempSync(join(tmpdir(), 'gantry-output-'));
});
afterEach(() => {
  fixture.remove();
  rmSync(outside, { recursive: true });
});

const abilitiesOf = (path: string) =>
  dockerEngine({ kind: 'unix', path }).builds.abilities(AbortSignal.timeout(60_000));
const printed = (output: string): string[] => output.split('\n').filter((line) => line.startsWith('> '));

onEachEngine(
  (engine, kind) => {
    test('says what its builder can', async () => {
      const always = ['lending', 'stages-anew', 'cache-inline', 'output-nothing', 'output-tar', 'output-folder'];
      const store = ['limits', 'several-platforms', 'cache-registry', 'output-oci', 'attestations'];
      const of = {
        docker: always,
        'newer-docker': [...always, 'limits'],
        'containerd-store': [...always, ...store],
        podman4: ['limits'],
        podman5: ['limits'],
      };
      const known: Readonly<Partial<Record<string, readonly string[]>>> = of;
      expect(new Set(await abilitiesOf(engine().socket))).toEqual(new Set(known[kind]));
    });

    test('limits hold for what runs, or are refused before', async () => {
      fixture.put({
        // Not the number of open files: a runtime in Go now and then leaves what it has raised for itself.
        Dockerfile: `FROM busybox
RUN echo "> $(awk '/msgqueue/ { print $4 }' /proc/self/limits) $(df -k /dev/shm | tail -1 | awk '{print $2}')"
`,
      });
      const { task, output } = await fixture.build(engine().socket, {
        shmSize: 32 * 1024 * 1024,
        ulimits: [{ name: 'msgqueue', soft: 321, hard: 654 }],
        noCache: true,
      });
      const refused = kind === 'docker' ? { ability: 'limits' } : undefined;
      expect([refused && task.problem?.params, output.includes('> 321 32768')]).toEqual([refused, !refused]);
    });
  },
  [...EVERY_DAY, 'containerd-store'],
);

onEachEngine(
  (engine) => {
    test('a stage that is chosen runs anew, and no other', async () => {
      fixture.put({
        Dockerfile: `FROM busybox AS one\nRUN echo one ${outside}\nFROM busybox AS two\nRUN echo two ${outside}\nCOPY --from=one /etc/passwd /p\n`,
      });
      await fixture.build(engine().socket);
      const { task, record } = await fixture.build(engine().socket, { noCacheStages: ['one'] });
      expect(task.problem).toBeUndefined();
      const ran = record.steps.filter(({ instruction, state }) => instruction.startsWith('RUN') && state === 'done');
      expect(ran.map(({ stage }) => stage)).toEqual(['one']);
    });

    test('what is made goes into a folder, a tar or nowhere, and a secret into none of them', async () => {
      fixture.put({
        Dockerfile: `FROM busybox AS build
RUN --mount=type=secret,id=token wc -c </run/secrets/token >/made
FROM scratch
COPY --from=build /made /deep/made
`,
      });
      const more = { secrets: [{ id: 'token', variable: 'TOKEN' }], noCache: true, tags: ['gantry-lab:nowhere'] };
      const folder = join(outside, 'folder');
      const put = await fixture.build(engine().socket, { ...more, output: { kind: 'folder', path: folder } });
      expect(put.task.problem).toBeUndefined();
      expect(readFileSync(join(folder, 'deep/made'), 'utf8').trim()).toBe(String(hidden.length));
      const again = await fixture.build(engine().socket, { ...more, output: { kind: 'folder', path: folder } });
      expect(again.task.problem).toMatchObject({ code: 'conflict', reason: 'file-exists' });
      const tar = join(outside, 'out.tar');
      const packed = await fixture.build(engine().socket, { ...more, output: { kind: 'tar', path: tar } });
      expect(packed.task.problem).toBeUndefined();
      expect(spawnSync('tar', ['-tf', tar], { encoding: 'utf8' }).stdout).toContain('deep/made');
      expect(readFileSync(tar).includes(hidden)).toBe(false);
      const none = await fixture.build(engine().socket, { ...more, output: { kind: 'nothing' } });
      expect([none.task.problem, none.record.image]).toEqual([undefined, undefined]);
      expect((await engine().cli('image', 'inspect', 'gantry-lab:nowhere')).code).not.toBe(0);
      const { stdout: disk } = await engine().cli('system', 'df', '-v', '--format', '{{json .BuildCache}}');
      expect(disk + JSON.stringify([put, packed, none])).not.toContain(hidden);
    });

    test('what cannot be written ends the build, and leaves nothing', async () => {
      fixture.put({ Dockerfile: 'FROM busybox\n' });
      const path = join(outside, 'no', 'out.tar');
      const { task } = await fixture.build(engine().socket, { output: { kind: 'tar', path } });
      expect([task.problem?.detail, existsSync(path)]).toEqual([path, false]);
    });
  },
  [...DOCKERS, 'containerd-store'],
);

const several = { platform: 'linux/amd64,linux/arm64', provenance: 'max' } as const;

onEachEngine((engine) => {
  test('two platforms are refused before, where they are not kept', async () => {
    fixture.put({ Dockerfile: 'FROM scratch\nCOPY a /a\n', a: outside });
    const { task } = await fixture.build(engine().socket, several);
    expect(task.problem).toMatchObject({ reason: 'build-cannot', params: { ability: 'several-platforms' } });
  });
}, DOCKERS);

onEachEngine(
  (engine) => {
    test('two platforms and attestations come into an archive and into an image', async () => {
      fixture.put({ Dockerfile: 'FROM scratch\nCOPY a /a\n', a: outside });
      const path = join(outside, 'oci.tar');
      const { task } = await fixture.build(engine().socket, { ...several, output: { kind: 'oci', path } });
      expect(task.problem).toBeUndefined();
      const names = spawnSync('tar', ['-tf', path], { encoding: 'utf8' }).stdout;
      expect(names).toContain('oci-layout');
      const blobs = names.split('\n').filter((name) => /^blobs\/sha256\/./.test(name));
      const all = spawnSync('tar', ['-xOf', path, ...blobs], { encoding: 'latin1', maxBuffer: 2 ** 26 }).stdout;
      expect(all).toMatch(/"architecture":"arm64"/);
      expect(all).toContain('slsa.dev/provenance');
      const image = await fixture.build(engine().socket, { ...several, tags: ['gantry-lab:two'] });
      expect(image.task.problem).toBeUndefined();
      expect((await engine().cli('image', 'inspect', 'gantry-lab:two')).code).toBe(0);
    });
  },
  ['containerd-store'],
);

onEachEngine(
  (engine, kind) => {
    test('the cache comes out of a registry again, and tags are pushed', async () => {
      const registry = engine().registry ?? '';
      const pushed: string[] = [];
      const push = async (_: unknown, tag: string) => {
        pushed.push(tag);
        expect((await engine().cli('push', tag)).code).toBe(0);
      };
      const own = new BuildFixture({ images: { login: async () => undefined, pull: async () => {}, push } });
      try {
        own.put({ Dockerfile: `FROM busybox\nRUN echo once ${outside}\n` });
        const tag = `${registry}/kept:1`;
        const kept = `${registry}/kept:cache`;
        const stored = kind === 'containerd-store';
        const cacheTo = stored
          ? ({ kind: 'registry', image: kept, all: true } as const)
          : ({ kind: 'inline' } as const);
        const first = await own.build(engine().socket, { tags: [tag], cacheTo, push: true });
        expect([first.task.problem, pushed]).toEqual([undefined, [tag]]);
        await engine().cli('rmi', tag);
        await engine().cli('builder', 'prune', '-af');
        const again = await own.build(engine().socket, { cacheFrom: [stored ? kept : tag] });
        expect([again.task.problem, again.record.cachedCount]).toEqual([undefined, 1]);
        expect(printed(again.output)).toEqual([]);
      } finally {
        own.remove();
      }
    });
  },
  [...DOCKERS, 'containerd-store'],
  { registry: true },
);

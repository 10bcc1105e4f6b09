import { spawnSync } from 'node:child_process';
import { chmodSync, linkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuildRecord } from '../../../app/builds.ts';
import { BuildFixture } from '../../../e2e/lab/build-fixture.ts';
import { DOCKERS, onEachEngine } from '../../../e2e/lab/engines.ts';

let fixture: BuildFixture;
beforeEach(() => {
  fixture = new BuildFixture();
});
afterEach(() => fixture.remove());

const sent = ({ contextFiles, contextSent, contextBytes }: BuildRecord) => [contextSent, contextFiles, contextBytes];
const printed = (output: string): string[] => output.split('\n').filter((line) => line.startsWith('> '));

onEachEngine((engine) => {
  test('what an engine has from the build before is not sent again', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`src/${n}.txt`, `${n} `.repeat(1000)]));
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY . /x\n', ...files });
    const first = await fixture.build(engine().socket);
    expect(first.task.problem).toBeUndefined();
    expect(sent(first.record)).toEqual([301, 301, expect.any(Number)]);
    expect(first.record.contextBytes).toBeGreaterThan(500_000);
    const unchanged = await fixture.build(engine().socket);
    expect(unchanged.record).toMatchObject({ cachedCount: 1, stepCount: 1 });
    expect(sent(unchanged.record)).toEqual([0, 301, 0]);
    fixture.put({ 'src/7.txt': 'changed' });
    const one = await fixture.build(engine().socket);
    expect(sent(one.record)).toEqual([1, 301, 7]);
    expect(one.record.cachedCount).toBe(0);
  });

  test('one is built again as it was: with its Dockerfile of then, which need not be there any more', async () => {
    fixture.put({ 'sub/Dockerfile': 'FROM busybox\nCOPY a /a\nRUN echo "> then $(cat /a)"\n', a: 'one' });
    const first = await fixture.build(engine().socket, { dockerfile: 'sub/Dockerfile' });
    expect(printed(first.output)).toEqual(['> then one']);
    expect(first.record).toMatchObject({ imageSize: expect.any(Number), source: expect.any(String) });
    fixture.put({ 'sub/Dockerfile': 'FROM busybox\nCOPY a /a\nRUN echo "> now! $(cat /a)"\n', a: 'two' });
    const other = await fixture.build(engine().socket, { dockerfile: 'sub/Dockerfile' });
    expect(printed(other.output)).toEqual(['> now! two']);
    expect(other.record.source).not.toBe(first.record.source);
    const second = await fixture.rerun(engine().socket, first.record.id);
    expect(second.task.problem).toBeUndefined();
    expect(printed(second.output)).toEqual(['> then two']);
    expect(second.record.source).toBe(first.record.source);
    rmSync(join(fixture.folder, 'sub'), { recursive: true });
    fixture.put({ a: 'three' });
    expect(printed((await fixture.rerun(engine().socket, first.record.id)).output)).toEqual(['> then three']);
  });

  test('two builds of one folder at once each get what is theirs', async () => {
    const files = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`src/${n}`, `${n}`]));
    fixture.put({ A: 'FROM busybox\nCOPY src /x\nRUN echo "> $(ls /x | wc -l)"\n', ...files });
    fixture.put({ B: 'FROM busybox\nCOPY src/7 /x\nRUN echo "> $(cat /x)"\n' });
    const both = await Promise.all(
      ['A', 'B'].map((dockerfile) => fixture.build(engine().socket, { dockerfile, noCache: true })),
    );
    expect(both.map(({ output }) => printed(output))).toEqual([['> 50'], ['> 7']]);
  });

  test('a folder that came in the place of another is another, be its files as long and as old', async () => {
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY sub /x\nRUN echo "> $(cat /x/a)"\n', 'sub/a': 'one' });
    const touch = () => spawnSync('touch', ['-d', '2020-01-01', 'Dockerfile', 'sub', 'sub/a'], { cwd: fixture.folder });
    touch();
    expect(printed((await fixture.build(engine().socket)).output)).toEqual(['> one']);
    renameSync(fixture.folder, `${fixture.folder}-old`);
    try {
      fixture.put({ Dockerfile: 'FROM busybox\nCOPY sub /x\nRUN echo "> $(cat /x/a)"\n', 'sub/a': 'two' });
      touch();
      expect(printed((await fixture.build(engine().socket)).output)).toEqual(['> two']);
    } finally {
      rmSync(`${fixture.folder}-old`, { recursive: true });
    }
  });

  test('only what is copied is told, with what links lead to', async () => {
    fixture.put({
      Dockerfile:
        'FROM busybox\nCOPY in/link link/deep/a ü.txt* /x/\nRUN cd /x && for f in *; do echo "> $f $(cat "$f")"; done\n',
      'real/file': 'real',
      'other/deep/a': 'deep',
      'ü.txt': 'umlaut',
      unwanted: 'x',
    });
    fixture.put({ 'in/x': '' });
    symlinkSync('../real/file', join(fixture.folder, 'in/link'));
    symlinkSync('/other', join(fixture.folder, 'link'));
    const { task, output } = await fixture.build(engine().socket);
    expect(task.problem).toBeUndefined();
    expect(printed(output)).toEqual(['> a deep', '> link real', '> ü.txt umlaut']);
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY in/link /x/\n' });
    expect((await fixture.build(engine().socket)).record.contextFiles).toBe(2);
  });

  test('an ignore file can be copied where it is not ignored, and is missed where it is', async () => {
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY .dockerignore /\nRUN echo "> $(cat .dockerignore)"\n' });
    fixture.put({ '.dockerignore': 'other' });
    expect(printed((await fixture.build(engine().socket)).output)).toEqual(['> other']);
    fixture.put({ '.dockerignore': '.dockerignore' });
    expect((await fixture.build(engine().socket, { noCache: true })).record.error).toMatchObject({ line: 2 });
  });

  test('a file of two names is sent once, stays one, and comes whole by either name', async () => {
    fixture.put({
      Dockerfile: 'FROM busybox\nCOPY d /x\nRUN echo "> $(stat -c %h /x/a) $(cat /x/b)"\n',
      'd/a': 'words',
    });
    linkSync(join(fixture.folder, 'd/a'), join(fixture.folder, 'd/b'));
    const whole = await fixture.build(engine().socket);
    expect([printed(whole.output), whole.record.contextFiles, whole.record.contextSent]).toEqual([['> 2 words'], 2, 1]);
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY d/b /x/\nRUN echo "> $(cat /x/b)"\n' });
    expect(printed((await fixture.build(engine().socket, { noCache: true })).output)).toEqual(['> words']);
  });

  // Two sources: a BuildKit of 20.10 may give some dozens up on a busy machine (“flightcontrol: exceeded retry timeout”).
  test('a long ignore file, with names of any script, is no trouble', async () => {
    const names = Array.from({ length: 300 }, (_, n) => `${n}`);
    fixture.put({ Dockerfile: 'FROM busybox\nCOPY d ü* /x/\nRUN echo "> $(ls /x | wc -l)"\n' });
    fixture.put(Object.fromEntries(names.map((name) => [`d/${name}`, name])));
    fixture.put({ '.dockerignore': names.map((name) => `ü${name}`).join('\n'), ü7: '', über: '' });
    const { task, output } = await fixture.build(engine().socket);
    expect(task.problem).toBeUndefined();
    expect(printed(output)).toEqual(['> 301']);
  });

  test.runIf(process.getuid?.() === 0)(
    'modes are as they are, and neither a device nor a pipe keeps a folder from being built',
    async () => {
      fixture.put({
        Dockerfile:
          'FROM busybox\nCOPY d /x\nRUN cd /x && for f in *; do [ ! -x "$f" ] || stat -c "> %n %A %u" "$f"; done\n',
        'd/run': '',
        'd/dir/x': '',
      });
      const at = (name: string) => join(fixture.folder, 'd', name);
      chmodSync(at('run'), 0o6751);
      chmodSync(at('dir'), 0o1777);
      spawnSync('mkfifo', ['-m', '600', at('pipe')]);
      spawnSync('mknod', ['-m', '600', at('null'), 'c', '1', '3']);
      const { output, task } = await fixture.build(engine().socket);
      expect(task.problem).toBeUndefined();
      expect(printed(output)).toEqual(['> dir drwxrwxrwt 0', '> run -rwsr-s--x 0']);
    },
  );
}, DOCKERS);

import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArchiveMember, ArchivePart } from '../../../engine/ports/files.ts';
import { extract } from './extract.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'extract-'));
  await mkdir(join(root, 'outside'));
  await writeFile(join(root, 'outside/file'), 'as it was');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const member = (name: string, kind: ArchiveMember['kind'], more: Partial<ArchiveMember> = {}): ArchiveMember => ({
  name,
  kind,
  mode: 0o755,
  uid: 0,
  gid: 0,
  size: 0,
  mtime: 981_173_106_000,
  target: '',
  ...more,
});
const file = (name: string, text = name): ArchivePart[] => [
  member(name, 'file', { size: text.length }),
  Buffer.from(text),
];

async function* stream(parts: readonly ArchivePart[]) {
  for (const part of parts) yield [part];
}

const into = (parts: readonly ArchivePart[], kind: 'file' | 'folder' = 'folder') =>
  extract(stream(parts), { to: join(root, 'to'), kind }, () => undefined);

describe('what is downloaded', () => {
  it('is there as it was', async () => {
    const parts = [
      member('', 'folder'),
      member('a', 'folder', { mode: 0o500 }),
      ...file('a/b', 'bytes'),
      member('a/c', 'link', { target: 'b' }),
      member('a/d', 'hard-link', { target: './a/b' }),
    ];
    expect(await into(parts)).toMatchObject({ bytes: 5, left: [] });
    expect(await readFile(join(root, 'to/a/b'), 'utf8')).toBe('bytes');
    expect(await readlink(join(root, 'to/a/c'))).toBe('b');
    expect(await readFile(join(root, 'to/a/d'), 'utf8')).toBe('bytes');
    const { mode, mtimeMs } = await stat(join(root, 'to/a/b'));
    expect([mode & 0o7777, mtimeMs]).toEqual([0o755, 981_173_106_000]);
    expect((await lstat(join(root, 'to/a/d'))).nlink).toBe(1);
  });

  it('a file of its own cannot be run', async () => {
    await into([member('', 'file', { size: 2, mode: 0o4755 }), Buffer.from('hi')], 'file');
    expect((await stat(join(root, 'to'))).mode & 0o7777).toBe(0o644);
  });

  it.each<[string, ArchivePart[]]>([
    ['an absolute name', file(join(tmpdir(), 'planted'))],
    ['steps up', file('../outside/file')],
    ['steps up in the middle', [member('a', 'folder'), ...file('a/../../outside/file')]],
    ['a name that ends early', file('a\0b')],
    ['a folder that is not there', file('none/file')],
    ['a link and a file through it', [member('l', 'link', { target: '../outside' }), ...file('l/file')]],
    [
      'a link inside and a file through it',
      [member('d', 'folder'), member('l', 'link', { target: 'd' }), ...file('l/file')],
    ],
    ['an absolute link', [member('l', 'link', { target: join(tmpdir()) })]],
    ['a link that leads out later', [member('l', 'link', { target: 'a/../../outside/file' })]],
    ['a hard link to what is outside', [member('h', 'hard-link', { target: '../outside/file' })]],
    ['a hard link to a link', [member('l', 'link', { target: 'x' }), member('h', 'hard-link', { target: 'l' })]],
    ['a device', [member('dev', 'block-device')]],
    ['a pipe', [member('pipe', 'pipe')]],
    ['what nobody knows', [member('odd', 'unknown')]],
    ['one name twice', [...file('a', 'first'), ...file('a', 'second')]],
    ['a file where a folder is', [member('a', 'folder'), ...file('a')]],
  ])('%s is left out by name, and nothing is written elsewhere', async (_, parts) => {
    const { left } = await into(parts);
    expect(left.length).toBeGreaterThan(0);
    expect(await readFile(join(root, 'outside/file'), 'utf8')).toBe('as it was');
    expect(await readdir(root)).toEqual(['outside', 'to']);
    expect(await readdir(tmpdir())).not.toContain('planted');
  });

  it('in a folder that is too deep is left out', async () => {
    const names = Array.from({ length: 520 }, (_, at) => Array.from({ length: at + 1 }, () => 'd').join('/'));
    const { left } = await into(names.map((name) => member(name, 'folder')));
    expect(left).toHaveLength(20);
  });

  it('over something that is there is refused', async () => {
    await mkdir(join(root, 'to'));
    await expect(into([])).rejects.toMatchObject({ problem: { reason: 'download-unwritten' } });
  });
});

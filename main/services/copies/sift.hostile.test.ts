import { describe, expect, it } from 'vitest';
import { textOfBytes } from '../../base/byte-text.ts';
import { TarReader } from '../../engine/docker/files/tar-reader.ts';
import type { ArchiveMember, ArchivePart } from '../../engine/ports/files.ts';
import { Sifter } from './sift.ts';

const member = (name: string, kind: ArchiveMember['kind'], more: Partial<ArchiveMember> = {}): ArchiveMember => ({
  name,
  kind,
  mode: 0o755,
  uid: 1000,
  gid: 1001,
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

/** What the copy of an archive is, read again. */
async function sifted(parts: readonly ArchivePart[], kind: 'file' | 'folder' = 'folder') {
  const sifter = new Sifter('.gantry-upload-0');
  const reader = new TarReader();
  const members: ArchiveMember[] = [];
  let content = '';
  for await (const chunk of sifter.pack([{ as: 'to', kind, parts: stream(parts) }], [], () => undefined)) {
    for (const part of reader.push(chunk)) {
      if (Buffer.isBuffer(part)) content += part.toString('latin1');
      else members.push(part);
    }
  }
  reader.check();
  return { sifter, content, members, names: members.map(({ name }) => name) };
}

describe('a copy of files', () => {
  it('has them as they are, without setuid and setgid', async () => {
    const long = `d/${'n'.repeat(200)}`;
    const odd = textOfBytes(Buffer.from([0x64, 0x2f, 0xff, 0x0a]));
    const { sifter, members, content } = await sifted([
      member('', 'folder', { mode: 0o700 }),
      member('d', 'folder', { mode: 0o2755 }),
      member('d/a', 'file', { mode: 0o4755, size: 5 }),
      Buffer.from('bytes'),
      member('d/h', 'hard-link', { target: './d/a' }),
      member('l', 'link', { target: `/${'far/'.repeat(50)}` }),
      ...file(long, 'x'),
      ...file(odd, 'y'),
    ]);
    expect(sifter).toMatchObject({ bytes: 7, left: 0, rooted: false });
    expect(content).toBe('bytesxy');
    expect(members.slice(1)).toMatchObject([
      { name: 'to', kind: 'folder', mode: 0o700, uid: 1000, gid: 1001 },
      { name: 'to/d', kind: 'folder', mode: 0o755 },
      { name: 'to/d/a', kind: 'file', mode: 0o755, size: 5, mtime: 981_173_106_000 },
      { name: 'to/d/h', kind: 'hard-link', target: 'to/d/a' },
      { name: 'to/l', kind: 'link', target: `/${'far/'.repeat(50)}` },
      { name: `to/${long}`, kind: 'file' },
      { name: `to/${odd}`, kind: 'file' },
    ]);
  });

  it.each<[string, ArchivePart[]]>([
    ['an absolute name', file('/etc/planted')],
    ['steps up', file('../planted')],
    ['steps up in the middle', [member('a', 'folder'), ...file('a/../../planted')]],
    ['a name that ends early', file('a\0b')],
    ['a folder that is not there', file('none/planted')],
    ['a link and a file through it', [member('l', 'link', { target: '/etc' }), ...file('l/planted')]],
    ['a link to nothing', [member('l', 'link')]],
    ['a hard link to what is outside', [member('h', 'hard-link', { target: '../etc/passwd' })]],
    ['a device', [member('planted', 'block-device')]],
    ['a pipe', [member('planted', 'pipe')]],
    ['what nobody knows', [member('planted', 'unknown')]],
    ['one name twice', [...file('a', 'first'), ...file('a', 'planted')]],
    ['a file where a folder is', [member('a', 'folder'), ...file('a', 'planted')]],
    ['the folder itself as a file', [member('', 'file', { size: 7 }), Buffer.from('planted')]],
    ['the very folder that it is unpacked into', [member('.gantry-upload-0', 'folder')]],
    ['what is in that', [member('a', 'folder'), ...file('a/.gantry-upload-0', 'planted')]],
  ])('%s is left out, with what is in it', async (_, parts) => {
    const { sifter, names, content } = await sifted(parts);
    expect(sifter.left).toBe(1);
    expect(names.every((name) => name === 'to' || /^to\/[al]$/.test(name))).toBe(true);
    expect(content).not.toContain('planted');
  });

  it('of one file is that alone, and root’s where nobody tells whose it is', async () => {
    const { sifter, members } = await sifted(
      [member('', 'file', { size: 2, uid: undefined }), Buffer.from('hi'), ...file('more')],
      'file',
    );
    expect(members).toMatchObject([{ name: 'to', kind: 'file', size: 2, uid: 0, gid: 0 }]);
    expect(sifter).toMatchObject({ bytes: 2, left: 1, rooted: true });
  });
});

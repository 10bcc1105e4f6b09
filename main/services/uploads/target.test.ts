import { describe, expect, it } from 'vitest';
import { readTarget, refuseTarget, type Target } from './target.ts';

describe('what is told of where a shell is', () => {
  it('is its folder, whoever it runs as, and which names are taken', () => {
    const output = 'shell\n1000 100\noverlay\nyes\nno\nfile 0\nfolder 2\n\n/srv/a\nb\n';
    expect(readTarget(output, ['x', 'y', 'z'])).toEqual({
      folder: '/srv/a\nb',
      of: 'shell',
      owner: { uid: 1000, gid: 100 },
      filesystem: 'overlay',
      writable: true,
      tar: false,
      there: new Map([
        ['x', 'file'],
        ['z', 'folder'],
      ]),
    });
  });

  it.each([
    '',
    'shell\n0 0\nx\nyes\nno\n\nrelative\n',
    'other\n0 0\nx\nyes\nno\n\n/\n',
    'shell\nme us\nx\nyes\nno\n\n/\n',
  ])('is nothing where something else was printed: %o', (output) => expect(readTarget(output, [])).toBeUndefined());
});

describe('a folder that files are dropped into', () => {
  const target: Target = {
    folder: '/x',
    of: 'shell',
    owner: { uid: 0, gid: 0 },
    filesystem: 'tmpfs',
    writable: true,
    tar: true,
    there: new Map(),
  };

  it('may be in memory where the container has a tar, else anywhere that can be written', () => {
    expect(() => refuseTarget(target)).not.toThrow();
    expect(() => refuseTarget({ ...target, tar: false })).toThrow('upload-into-memory');
    expect(() => refuseTarget({ ...target, tar: false, filesystem: 'overlay' })).not.toThrow();
    expect(() => refuseTarget({ ...target, writable: false })).toThrow('upload-not-writable');
  });
});

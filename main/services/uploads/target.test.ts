import { describe, expect, it } from 'vitest';
import { readTarget } from './target.ts';

describe('what is told of where a shell is', () => {
  it('is its folder, whoever it runs as, and which names are taken', () => {
    const output = 'shell\n1000 100\noverlay\nyes\nfile 0\nfolder 2\n\n/srv/a\nb\n';
    expect(readTarget(output, ['x', 'y', 'z'])).toEqual({
      folder: '/srv/a\nb',
      of: 'shell',
      owner: { uid: 1000, gid: 100 },
      filesystem: 'overlay',
      writable: true,
      there: new Map([
        ['x', 'file'],
        ['z', 'folder'],
      ]),
    });
  });

  it.each(['', 'shell\n0 0\nx\nyes\n\nrelative\n', 'other\n0 0\nx\nyes\n\n/\n', 'shell\nme us\nx\nyes\n\n/\n'])(
    'is nothing where something else was printed: %o',
    (output) => expect(readTarget(output, [])).toBeUndefined(),
  );
});

import { expect, it } from 'vitest';
import type { FileChange } from '../../../../app/containers.ts';
import { marksIn } from './marks.ts';

const changes: readonly FileChange[] = [
  { path: '/etc/motd', kind: 'changed' },
  { path: '/srv', kind: 'added' },
  { path: '/srv/a', kind: 'added' },
  { path: '/srvx/b', kind: 'deleted' },
];

it('what was changed is marked in its folder, and the folders around it where they lead there', () => {
  expect(Object.fromEntries(marksIn('/', changes))).toEqual({ etc: 'within', srv: 'added', srvx: 'within' });
  expect(Object.fromEntries(marksIn('/srv', changes))).toEqual({ a: 'added' });
  expect(Object.fromEntries(marksIn('/etc', changes))).toEqual({ motd: 'changed' });
  expect(marksIn('/none', changes).size).toBe(0);
});

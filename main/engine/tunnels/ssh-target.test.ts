import { describe, expect, test } from 'vitest';
import { destination, sshTarget } from './ssh-target.ts';

const targetOf = (url: string) => sshTarget({ kind: 'ssh', url });

describe('an address for ssh', () => {
  test.each([
    ['ssh://far', ['--', 'far']],
    ['ssh://me@far.example:2222', ['-l', 'me', '-p', '2222', '--', 'far.example']],
    ['ssh://me@[fe80::1]:2222', ['-l', 'me', '-p', '2222', '--', 'fe80::1']],
    ['ssh://Build_Server/', ['--', 'Build_Server']],
  ])('%s is what ssh is told', (url, args) => {
    expect(destination(targetOf(url))).toEqual(args);
  });

  test('may name a socket over there, and a key', () => {
    const url = 'ssh://core@localhost:50123/run/user/1000/podman/podman.sock';
    const target = sshTarget({ kind: 'ssh', url, identity: '/home/me/.ssh/machine' });
    expect(target.path).toBe('/run/user/1000/podman/podman.sock');
    expect(destination(target)).toEqual([
      '-l',
      'core',
      '-p',
      '50123',
      '-i',
      '/home/me/.ssh/machine',
      '--',
      'localhost',
    ]);
  });

  test.each([
    'ssh://',
    'ssh://-oProxyCommand=id',
    'ssh://me@-Fx',
    'ssh://-l@far',
    'ssh://me:secret@far',
    'ssh://far;id',
    'ssh://$(id)@far',
    'ssh://far%0a',
    'ssh://%60id%60',
    'ssh://far/a%0ab',
    'ssh://far/a:b',
    'ssh://far?x',
    'ssh://far#x',
    'ssh://far:port',
  ])('is none where a shell or ssh would find more in it: %s', (url) => {
    expect(() => targetOf(url)).toThrow('ssh-address-invalid');
  });
});

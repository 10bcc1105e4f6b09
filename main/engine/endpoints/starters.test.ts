import { describe, expect, test } from 'vitest';
import type { Address } from './endpoints.ts';
import { starterOf } from './starters.ts';

const machine = (platform: NodeJS.Platform, env = {}) => ({ env, home: '/home/me', platform, uid: 1000, root: '' });
const commandOf = (platform: NodeJS.Platform, address: Address, env = {}) => {
  const starter = starterOf({ address }, machine(platform, env));
  return starter && [starter.program, ...starter.args].join(' ');
};
const socket = (path: string): Address => ({ kind: 'unix', path });
const pipe = (name: string): Address => ({ kind: 'npipe', path: `\\\\.\\pipe\\${name}` });

describe('what starts an engine is told by where its socket is', () => {
  test.each([
    ['/var/run/docker.sock', 'systemctl start docker'],
    ['/run/docker.sock', 'systemctl start docker'],
    ['/run/podman/podman.sock', 'systemctl start podman.socket'],
    ['/run/user/1000/docker.sock', 'systemctl --user start docker'],
    ['/run/user/1000/podman/podman.sock', 'systemctl --user start podman.socket'],
    ['/home/me/.docker/desktop/docker.sock', 'systemctl --user start docker-desktop'],
    ['/home/me/.colima/default/docker.sock', 'colima start'],
    ['/home/me/.colima/docker.sock', 'colima start'],
    ['/home/me/.colima/work/docker.sock', 'colima start work'],
    ['/home/me/.lima/docker/sock/docker.sock', 'limactl start docker'],
    ['/home/me/.orbstack/run/docker.sock', 'orb start'],
    ['/home/me/.rd/docker.sock', 'rdctl start'],
    // Another person's, and none that is known.
    ['/run/user/1001/docker.sock', undefined],
    ['/tmp/lab/d.sock', undefined],
  ])('on Linux %s: %s', (path, command) => {
    expect(commandOf('linux', socket(path))).toBe(command);
  });

  test.each([
    ['/var/run/docker.sock', 'open -a Docker'],
    ['/Users/me/.docker/run/docker.sock', 'open -a Docker'],
    ['/Users/me/.local/share/containers/podman/machine/podman.sock', 'podman machine start'],
    ['/Users/me/.local/share/containers/podman/machine/work/podman.sock', 'podman machine start work'],
    ['/var/folders/x/podman/podman-machine-default-api.sock', 'podman machine start podman-machine-default'],
    ['/run/user/1000/docker.sock', undefined],
  ])('on a Mac %s: %s', (path, command) => {
    expect(commandOf('darwin', socket(path))).toBe(command);
  });

  test.each([
    ['docker_engine', 'docker desktop start'],
    ['dockerDesktopLinuxEngine', 'docker desktop start'],
    ['podman-machine-default', 'podman machine start podman-machine-default'],
    ['other', undefined],
  ])('on Windows %s: %s', (name, command) => {
    expect(commandOf('win32', pipe(name))).toBe(command);
  });

  test('a person’s own place of sockets counts', () => {
    const path = '/tmp/own.d/podman/podman.sock';
    const env = { XDG_RUNTIME_DIR: '/tmp/own.d' };
    expect(commandOf('linux', socket(path), env)).toBe('systemctl --user start podman.socket');
    expect(commandOf('linux', socket('/tmp/ownxd/podman/podman.sock'), env)).toBeUndefined();
  });

  test('nothing starts an engine that is elsewhere', () => {
    expect(commandOf('linux', { kind: 'tcp', host: '127.0.0.1', port: 2375 })).toBeUndefined();
    expect(commandOf('linux', { kind: 'ssh', url: 'ssh://me@host' })).toBeUndefined();
  });

  test('a machine of Podman’s is started by its name, wherever its socket is', () => {
    const address: Address = { kind: 'ssh', url: 'ssh://core@127.0.0.1:4422/run/user/1000/podman/podman.sock' };
    expect(starterOf({ address, machine: 'vm' }, machine('linux'))).toEqual({
      program: 'podman',
      args: ['machine', 'start', 'vm'],
    });
    expect(starterOf({ address, machine: '--help' }, machine('linux'))).toBeUndefined();
  });

  test.each(['-f', '--help', 'a b', '$(id)', ';id', '../x'])('no option or command is made of a name: %j', (name) => {
    for (const path of [`/home/me/.colima/${name}/docker.sock`, `/home/me/.lima/${name}/sock/docker.sock`]) {
      expect(commandOf('linux', socket(path))).toBeUndefined();
    }
  });
});

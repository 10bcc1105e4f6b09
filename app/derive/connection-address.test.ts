import { describe, expect, test } from 'vitest';
import { kindOfText, readAddress, typedAddress } from './connection-address.ts';

describe('an address', () => {
  test.each([
    ['socket', '/var/run/docker.sock', 'unix:///var/run/docker.sock'],
    ['socket', ' unix:///run/podman/podman.sock ', 'unix:///run/podman/podman.sock'],
    ['socket', '\\\\.\\pipe\\docker_engine', 'npipe:////./pipe/docker_engine'],
    ['socket', 'npipe:////./pipe/docker_engine', 'npipe:////./pipe/docker_engine'],
    ['tcp', 'build.example.com', 'tcp://build.example.com:2375'],
    ['tcp', 'tcp://build:8080/', 'tcp://build:8080'],
    ['tls', 'build.example.com', 'tcp://build.example.com:2376'],
    ['tls', 'https://build', 'tcp://build:2376'],
    ['tls', '[fd00::1]:443', 'tcp://[fd00::1]:443'],
    ['ssh', 'me@build.example.com', 'ssh://me@build.example.com'],
    ['ssh', 'ssh://build:2222/run/podman/podman.sock', 'ssh://build:2222/run/podman/podman.sock'],
    ['ssh', 'alias', 'ssh://alias'],
  ] as const)('of kind %s is read of %j', (kind, typed, address) => {
    expect(readAddress(kind, typed)).toEqual({ address });
    const back = typedAddress(address, kind === 'tls');
    expect(back.kind).toBe(kind);
    expect(readAddress(back.kind, back.text)).toEqual({ address });
  });

  test.each([
    ['socket', 'docker.sock', 'socket'],
    ['socket', '/', 'socket'],
    ['socket', '/run/', 'socket'],
    ['socket', 'tcp://build', 'scheme'],
    ['tcp', 'unix:///x', 'scheme'],
    ['tcp', 'ftp://build', 'scheme'],
    ['tcp', 'a b', 'host'],
    ['tcp', 'build/path', 'host'],
    ['tcp', 'build:0', 'port'],
    ['tcp', 'build:65536', 'port'],
    ['tcp', 'build:', 'port'],
    ['tcp', 'me:secret@build', 'password'],
    ['ssh', 'me:secret@build', 'password'],
    ['ssh', '-oProxyCommand=x', 'destination'],
    ['ssh', '-x@build', 'destination'],
    ['ssh', 'a b', 'destination'],
    ['ssh', 'build:x', 'destination'],
    ['ssh', 'build:99999', 'port'],
  ] as const)('of kind %s is not %j: %s', (kind, typed, fault) => {
    expect(readAddress(kind, typed)).toEqual({ fault });
  });

  test('that nobody has typed yet is no fault', () => {
    expect(readAddress('ssh', '  ')).toEqual({});
  });

  test.each([
    ['ssh://me@x', 'ssh'],
    ['UNIX:///x', 'socket'],
    ['/x', 'socket'],
    ['\\\\.\\pipe\\x', 'socket'],
    ['https://x', 'tcp'],
    ['x:1', undefined],
    ['ftp://x', undefined],
  ])('says its kind itself: %s', (typed, kind) => {
    expect(kindOfText(typed)).toBe(kind);
  });
});

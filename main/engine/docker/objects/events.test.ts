import { describe, expect, test } from 'vitest';
import { readChange } from './events.ts';

const id = 'd95c7ddb2bc0e6c329130c88ece8fea72dd06e339ca5b0223e1fb7e32deed758';
const network = '3f8f1d38d8235d4c2e17621d1afc6beac8cb26a88f06a1d125ac2f32d7b28c26';

/** As Podman 4.3 and 5.8 write them. */
const podman = (type: string, action: string, actor: string, attributes: Record<string, string> = {}) => ({
  Type: type,
  Action: action,
  status: action,
  Actor: { ID: actor, Attributes: { containerExitCode: '0', image: '', podId: '', ...attributes } },
});

describe('what an event is about', () => {
  test.each([
    ['a volume', podman('volume', 'create', '', { name: 'v1' }), { kind: 'volume', id: 'v1', action: 'create' }],
    [
      'a volume that is gone',
      podman('volume', 'remove', '', { name: 'v1' }),
      { kind: 'volume', id: 'v1', action: 'destroy' },
    ],
    ['an image that was built', podman('image', 'build', '', { name: id }), { kind: 'image', id, action: 'build' }],
    [
      'images of an archive',
      podman('image', 'loadfromarchive', '', { name: '/tmp/load.tar' }),
      { kind: 'image', id: '/tmp/load.tar', action: 'loadfromarchive' },
    ],
    [
      'a network',
      podman('network', 'create', network, { driver: 'bridge', network: 'n1', name: '' }),
      { kind: 'network', id: network, action: 'create' },
    ],
  ])('Podman’s of %s is told by its name where it has no id', (_, raw, event) => {
    expect(readChange(raw)).toEqual([event]);
  });

  test('Podman’s of a network is about the container that comes onto it', () => {
    for (const name of ['n1', undefined]) {
      const raw = podman('network', 'connect', id, { name: 'web', ...(name ? { network: name } : {}) });
      expect(readChange(raw)).toEqual([{ kind: 'container', id, action: 'network connect' }]);
    }
  });

  test('Docker’s of a network is about both', () => {
    const Actor = { ID: network, Attributes: { container: id, name: 'n1', type: 'bridge' } };
    expect(readChange({ Type: 'network', Action: 'disconnect', Actor })).toEqual([
      { kind: 'network', id: network, action: 'disconnect' },
      { kind: 'container', id, action: 'network disconnect' },
    ]);
  });

  test('is nothing where nothing has a name, or one that cannot be sent back', () => {
    for (const name of ['', 'x'.repeat(513), '\ud800']) {
      expect(readChange(podman('volume', 'create', '', { name }))).toEqual([]);
    }
    expect(readChange({ Type: 'container', Action: 'start', Actor: { Attributes: { name: 'web' } } })).toEqual([]);
  });
});

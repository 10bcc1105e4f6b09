import { describe, expect, test } from 'vitest';
import { NetworkId } from '../../../../app/networks.ts';
import { readNetwork, readNetworkDetail, readNetworks } from './networks.ts';

const id = 'ab'.repeat(32);
const member = 'cd'.repeat(32);

describe('a network', () => {
  test('of Docker, with everything', () => {
    const full = {
      Id: id,
      Name: 'shop_default',
      Created: '2023-11-14T22:13:20.5Z',
      Scope: 'local',
      Driver: 'bridge',
      EnableIPv6: true,
      IPAM: { Config: [{ Subnet: '10.1.0.0/16', Gateway: '10.1.0.1' }, { Subnet: 'fd00::/64' }] },
      Internal: true,
      Attachable: true,
      Containers: {
        [member]: {
          Name: 'web',
          IPv4Address: '10.1.0.2/16',
          IPv6Address: 'fd00::2/64',
          MacAddress: '02:42:0a:01:00:02',
        },
        '../x': { Name: 'odd' },
      },
      Options: { 'com.docker.network.bridge.name': 'br0' },
      Labels: { 'com.docker.compose.project': 'shop' },
    };
    expect(readNetworkDetail(full, false)).toEqual({
      id,
      name: 'shop_default',
      driver: 'bridge',
      scope: 'local',
      internal: true,
      subnets: ['10.1.0.0/16', 'fd00::/64'],
      builtin: false,
      labels: { 'com.docker.compose.project': 'shop' },
      project: 'shop',
      created: 1_700_000_000_500,
      attachable: true,
      ipv6: true,
      gateways: ['10.1.0.1'],
      options: { 'com.docker.network.bridge.name': 'br0' },
      members: [{ id: member, name: 'web', ipv4: '10.1.0.2', ipv6: 'fd00::2', mac: '02:42:0a:01:00:02' }],
      raw: full,
    });
  });

  test('with nothing but an id is a network all the same', () => {
    expect(readNetwork({ Id: id }, false)).toEqual({
      id,
      name: id.slice(0, 12),
      driver: '',
      scope: '',
      internal: false,
      subnets: [],
      builtin: false,
      labels: {},
      created: 0,
    });
  });

  test('of a Swarm has an id of its own kind', () => {
    const ofSwarm = 'z2xk0c9w7v1m5n3b8q4r6t0y1';
    expect(readNetwork({ Id: ofSwarm, Name: 'ingress', Scope: 'swarm' }, false)?.id).toBe(ofSwarm);
    expect(NetworkId.safeParse(ofSwarm).success).toBe(true);
  });

  test.each([null, 7, {}, { Id: '../etc' }, { Id: 'short' }])('that is %j is none', (value) => {
    expect(readNetwork(value, false)).toBeUndefined();
    expect(() => readNetworkDetail(value, false)).toThrow('not-an-engine');
  });

  test.each(['bridge', 'host', 'none'])('called %s is the engine’s own', (Name) => {
    expect(readNetwork({ Id: id, Name }, false)?.builtin).toBe(true);
  });

  test('of Podman that its list calls bridge is called as its containers call it', () => {
    const Created = '2026-11-27T17:27:29.201266836Z';
    expect(readNetwork({ Id: id, Name: 'bridge', Created }, true)).toMatchObject({
      name: 'podman',
      builtin: true,
      created: 0,
    });
    expect(readNetwork({ Id: id, Name: 'n1', Created }, true)?.created).toBe(Date.parse(Created));
  });

  test('with fields of wrong types keeps what is right', () => {
    const odd = { Id: id, Name: 7, IPAM: { Config: 'x' }, Containers: [], Labels: null, Internal: 'yes' };
    expect(readNetworkDetail(odd, false)).toMatchObject({ subnets: [], members: [], internal: false });
  });
});

test('a list of networks leaves odd rows out, and one that is none says so', () => {
  expect(readNetworks([{ Id: id }, null, {}], false)).toHaveLength(1);
  expect(() => readNetworks({}, false)).toThrow('not-an-engine');
});

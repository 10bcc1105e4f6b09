import { describe, expect, test } from 'vitest';
import { shortImage } from '../images/image-name.ts';
import { readDetail } from './container-detail.ts';
import { readRow, rowOf } from './container-row.ts';

const id = 'ab'.repeat(32);

describe('a row of the list', () => {
  test('of Docker, with everything', () => {
    const row = readRow(
      {
        Id: id,
        Names: ['/other/db', '/shop-db-1'],
        Image: 'postgres:17',
        ImageID: 'sha256:1',
        Command: 'docker-entrypoint.sh postgres',
        Created: 1_700_000_000,
        Ports: [
          { IP: '0.0.0.0', PrivatePort: 5432, PublicPort: 5432, Type: 'tcp' },
          { IP: '::', PrivatePort: 5432, PublicPort: 5432, Type: 'tcp' },
          { PrivatePort: 80, Type: 'tcp' },
          { IP: '127.0.0.1', PrivatePort: 53, PublicPort: 5353, Type: 'udp' },
        ],
        Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'db' },
        State: 'running',
        Status: 'Up 5 minutes (health: starting)',
      },
      false,
    );
    expect(row).toMatchObject({
      name: 'shop-db-1',
      image: 'postgres:17',
      created: 1_700_000_000_000,
      state: 'running',
      health: 'starting',
      project: 'shop',
      service: 'db',
      ports: [
        { containerPort: 53, protocol: 'udp', hostIp: '127.0.0.1', hostPort: 5353 },
        { containerPort: 80, protocol: 'tcp', hostIp: '' },
        { containerPort: 5432, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 5432 },
      ],
    });
    expect(row).not.toHaveProperty('exitCode');
  });

  test('of Podman: names without slash, full image names, ports without an address, states of its own', () => {
    const row = readRow(
      {
        Id: id,
        Names: ['web'],
        Image: 'docker.io/library/nginx:latest',
        Ports: [{ PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }],
        Labels: null,
        State: 'stopped',
        Status: 'Exited (137) 3 minutes ago',
        Created: '2023-11-14T22:13:20Z',
      },
      true,
    );
    expect(row).toMatchObject({
      name: 'web',
      image: 'nginx',
      state: 'exited',
      exitCode: 137,
      created: 1_700_000_000_000,
    });
  });

  test.each([
    ['running', 1],
    ['paused', 1],
    ['restarting', 1],
    ['stopping', 1],
    ['created', 0],
    ['stopped', 0],
    ['exited', 0],
    ['dead', 0],
  ])('of one that is %s has %i ports, whatever the engine lists', (state, count) => {
    const Ports = [{ PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }];
    const listed = readRow({ Id: id, State: state, Ports }, true);
    const inspected = { Ports: { '80/tcp': [{ HostIp: '', HostPort: '8080' }] } };
    const detail = readDetail({ Id: id, State: { Status: state }, NetworkSettings: inspected }, true);
    const port = { containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 8080 };
    expect([listed?.ports, detail.ports]).toEqual([[port], [port]].map((ports) => ports.slice(0, count)));
  });

  test('with nothing but an id is a container all the same', () => {
    expect(readRow({ Id: id }, false)).toEqual({
      id,
      name: id.slice(0, 12),
      image: '',
      imageId: '',
      created: 0,
      state: 'unknown',
      health: 'none',
      ports: [],
      labels: {},
      volumes: [],
      networks: [],
    });
  });

  test.each([null, 7, 'x', [], {}, { Id: '../etc' }, { Id: 'AB'.repeat(32) }])('that is %j is none', (value) => {
    expect(readRow(value, false)).toBeUndefined();
  });

  test('with fields of wrong types keeps what is right', () => {
    const labels: unknown = JSON.parse('{"a":"b","n":1,"__proto__":"x"}');
    const odd = {
      Id: id,
      Names: 'x',
      Image: 7,
      Ports: [{ PrivatePort: '80' }, { PrivatePort: 99_999 }, null],
      Labels: labels,
    };
    const row = readRow(odd, false);
    expect(row?.ports).toEqual([]);
    expect(Object.entries(row?.labels ?? {})).toEqual([
      ['a', 'b'],
      ['__proto__', 'x'],
    ]);
    expect(Object.getPrototypeOf(row?.labels)).toBe(Object.prototype);
  });

  test.each([
    ['Up 2 hours (healthy)', 'running', 'healthy', undefined],
    ['Up 2 hours (unhealthy)', 'running', 'unhealthy', undefined],
    ['Up 2 hours (Paused)', 'paused', 'none', undefined],
    ['Exited (0) 2 hours ago', 'exited', 'none', 0],
    ['Restarting (1) 2 seconds ago', 'restarting', 'none', 1],
    ['Created', 'created', 'none', undefined],
  ])('%s', (Status, State, health, exitCode) => {
    const row = readRow({ Id: id, State, Status }, false);
    expect([row?.health, row?.exitCode]).toEqual([health, exitCode]);
  });

  test('takes health from its own field where there is one', () => {
    expect(readRow({ Id: id, State: 'running', Health: { Status: 'healthy' } }, false)?.health).toBe('healthy');
  });
});

test.each([
  ['busybox', false, 'busybox'],
  ['docker.io/library/busybox:latest', true, 'busybox'],
  ['docker.io/grafana/grafana:11', true, 'grafana/grafana:11'],
  ['localhost/app:latest', true, 'app'],
  ['localhost/app:latest', false, 'localhost/app:latest'],
  ['registry.local:5000/app', false, 'registry.local:5000/app'],
  ['quay.io/x/y:latest', true, 'quay.io/x/y:latest'],
  [`sha256:${'a'.repeat(64)}`, false, 'aaaaaaaaaaaa'],
  [`app:1@sha256:${'a'.repeat(64)}`, false, 'app:1'],
  [`app@sha256:${'a'.repeat(64)}`, false, `app@sha256:${'a'.repeat(64)}`],
])('the image %s (Podman: %s) is shown as %s', (name, podman, short) => expect(shortImage(name, podman)).toBe(short));

test('an address that is none never becomes part of a link', () => {
  const ports = ['evil.example/?', '1.2.3.4@evil', '\u202e', '::1', '127.0.0.1'].map((IP, n) => ({
    PrivatePort: n + 1,
    PublicPort: n + 1,
    Type: 'tcp',
    IP,
  }));
  const row = readRow({ Id: 'a'.repeat(64), Ports: ports }, false);
  expect(row?.ports.map(({ hostIp }) => hostIp)).toEqual(['0.0.0.0', '0.0.0.0', '0.0.0.0', '::1', '127.0.0.1']);
});

test('a row names its volumes and networks, the same from a list and from an inspect', () => {
  const shared = {
    Mounts: [
      { Type: 'volume', Name: 'z-data', Source: '/var/lib/docker/volumes/z-data/_data', Destination: '/z' },
      { Type: 'volume', Name: 'a-data', Source: '', Destination: '/a' },
      { Type: 'volume', Name: 'a-data', Source: '', Destination: '/again' },
      { Type: 'bind', Source: '/home', Destination: '/home' },
      null,
    ],
    NetworkSettings: { Networks: { shop: {}, bridge: {} } },
  };
  const listed = readRow({ Id: id, ...shared }, false);
  const inspected = rowOf(readDetail({ Id: id, ...shared }, false));
  expect(listed?.volumes).toEqual(['a-data', 'z-data']);
  expect(listed?.networks).toEqual(['bridge', 'shop']);
  expect([inspected.volumes, inspected.networks]).toEqual([listed?.volumes, listed?.networks]);
});

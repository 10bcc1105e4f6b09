import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cpuTime } from '../../../e2e/cpu-time.ts';
import { readDestinations } from './containers-conf.ts';
import { Look } from './look.ts';
import { readPodmanConnections } from './podman-connections.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'p-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function file(path: string, content: unknown): Promise<string> {
  const whole = join(root, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(whole, typeof content === 'string' ? content : JSON.stringify(content));
  return whole;
}

const read = (env: Record<string, string> = {}, platform: NodeJS.Platform = 'linux') =>
  readPodmanConnections(new Look({ env, home: join(root, 'home'), platform, uid: 1000, root }));

const machine = {
  Connection: {
    Default: 'vm-root',
    Connections: {
      vm: { URI: 'ssh://core@127.0.0.1:4422/run/user/1000/podman/podman.sock', Identity: '/keys/vm', IsMachine: true },
      'vm-root': { URI: 'ssh://root@127.0.0.1:4422/run/podman/podman.sock', Identity: '/keys/vm', IsMachine: true },
    },
  },
};

describe('Podman’s connections', () => {
  test('are those that it keeps, machines too, its default first', async () => {
    const path = await file('home/.config/containers/podman-connections.json', machine);
    expect(await read()).toEqual([
      {
        name: 'vm-root',
        url: 'ssh://root@127.0.0.1:4422/run/podman/podman.sock',
        source: 'podman',
        address: { kind: 'ssh', url: 'ssh://root@127.0.0.1:4422/run/podman/podman.sock', identity: '/keys/vm' },
        file: path,
        machine: 'vm',
      },
      expect.objectContaining({ name: 'vm', machine: 'vm' }),
    ]);
  });

  test('are also those of containers.conf, the person’s before the system’s, each name once', async () => {
    await file('home/.config/containers/podman-connections.json', machine);
    await file(
      'home/.config/containers/containers.conf',
      '[engine.service_destinations.vm]\nuri = "ssh://other"\n[engine.service_destinations.attic]\nuri = "tcp://attic:8080"\n',
    );
    await file(
      'home/.config/containers/containers.conf.d/10.conf',
      "[engine.service_destinations]\nlab.uri = 'unix://run/lab.sock'",
    );
    await file('etc/containers/containers.conf', '[engine.service_destinations.attic]\nuri = "tcp://else"');
    expect((await read()).map(({ name, url }) => `${name} ${url}`)).toEqual([
      'vm-root ssh://root@127.0.0.1:4422/run/podman/podman.sock',
      'vm ssh://core@127.0.0.1:4422/run/user/1000/podman/podman.sock',
      'lab unix://run/lab.sock',
      'attic tcp://attic:8080',
    ]);
    expect((await read()).find(({ name }) => name === 'lab')?.address).toEqual({ kind: 'unix', path: '/run/lab.sock' });
  });

  test('are where the environment says', async () => {
    const json = await file('else/c.json', { Connection: { Connections: { a: { URI: 'tcp://a:1' } } } });
    const conf = await file(
      'else/containers.conf',
      '[engine]\nactive_service = "b"\n[engine.service_destinations.b]\nuri="tcp://b:1"',
    );
    await file('home/.config/containers/containers.conf', '[engine.service_destinations.c]\nuri="tcp://c:1"');
    expect((await read({ PODMAN_CONNECTIONS_CONF: json, CONTAINERS_CONF: conf })).map(({ name }) => name)).toEqual([
      'b',
      'a',
    ]);
    await file('xdg/containers/containers.conf', '[engine.service_destinations.d]\nuri="tcp://d:1"');
    expect((await read({ XDG_CONFIG_HOME: join(root, 'xdg') })).map(({ name }) => name)).toEqual(['d']);
    await file('roaming/containers/podman-connections.json', {
      Connection: { Connections: { w: { URI: 'npipe:////./pipe/w' } } },
    });
    expect((await read({ APPDATA: join(root, 'roaming') }, 'win32')).map(({ name }) => name)).toEqual(['w']);
  });

  test.each([
    ['nothing', undefined],
    ['garbage', '{"Connection": ['],
    ['lists', { Connection: [1, 2] }],
    ['odd fields', { Connection: { Default: 7, Connections: { a: 1, b: { URI: 7 }, c: { URI: '' }, d: null } } }],
    ['what is too long', 'x'.repeat(2_000_000)],
  ])('of %s are none', async (_, content) => {
    if (content !== undefined) await file('home/.config/containers/podman-connections.json', content);
    expect(await read()).toEqual([]);
  });

  test('are bounded', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`n${at}`, { URI: `tcp://h:${at}` }]));
    await file('home/.config/containers/podman-connections.json', { Connection: { Connections: many } });
    expect((await read()).length).toBe(200);
  });
});

describe('a containers.conf', () => {
  test.each([
    ['a bare name', '[engine.service_destinations.a]\nuri = "tcp://x"', { a: { uri: 'tcp://x' } }],
    ['a quoted name', '[engine.service_destinations."my box"]\nuri = "tcp://x"', { 'my box': { uri: 'tcp://x' } }],
    [
      'spaces and comments',
      '  [ engine . service_destinations . a ] # that\n\turi="tcp://x" # this',
      { a: { uri: 'tcp://x' } },
    ],
    ['keys with dots', '[engine]\nservice_destinations.a.uri = "tcp://x"', { a: { uri: 'tcp://x' } }],
    ['escapes', '[engine.service_destinations.a]\nuri = "tcp://x\\u002fy\\\\"', { a: { uri: 'tcp://x/y\\' } }],
    ['literal texts', "[engine.service_destinations.a]\nuri = 'tcp://x\\n'", { a: { uri: 'tcp://x\\n' } }],
    [
      'other values',
      '[engine.service_destinations.a]\nis_machine = true\nuri = "tcp://x"\nidentity = "/k"',
      { a: { uri: 'tcp://x', identity: '/k' } },
    ],
    ['other tables', '[containers]\nuri = "tcp://x"\n[[engine.service_destinations.a]]\nuri = "tcp://y"', {}],
    ['CRLF', '[engine.service_destinations.a]\r\nuri = "tcp://x"\r\n', { a: { uri: 'tcp://x' } }],
    ['odd lines', '[engine.service_destinations.a\nuri = "x"\n= \n""\n[]\n[.]\na..b = "x"\nuri = "open', {}],
  ])('with %s is read', (_, toml, named) => {
    expect(Object.fromEntries(readDestinations(toml).named)).toEqual(named);
  });

  test('of a megabyte of one line is read in no time', () => {
    const texts = [
      'a'.repeat(1e6),
      '"'.repeat(1e6),
      '.'.repeat(1e6),
      'a.'.repeat(5e5),
      `a = "${'\\'.repeat(1e6)}`,
      '['.repeat(1e6),
    ];
    const time = cpuTime(() => {
      for (const text of texts) readDestinations(text);
    });
    expect(time).toBeLessThan(2000);
  });
});

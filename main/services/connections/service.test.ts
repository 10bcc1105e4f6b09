import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionState, NewConnection } from '../../../app/engines/connections.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { certificates } from '../../../e2e/fake/certificates.ts';
import { startFakeEngine } from '../../../e2e/fake/engine.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { connectEndpoint } from '../../engine/docker/connect.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { Engines } from '../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';
import { KnownEngines } from './known-engines.ts';
import { Connections } from './service.ts';

let root = '';
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'k-'));
  await mkdir(join(root, 'data'));
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await rm(root, { recursive: true, force: true });
});

async function file(path: string, content: unknown): Promise<string> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  return join(root, path);
}

const hashOf = (name: string) => createHash('sha256').update(name).digest('hex');
const contextOf = (name: string, host: string) =>
  file(`home/.docker/contexts/meta/${hashOf(name)}/meta.json`, { Name: name, Endpoints: { docker: { Host: host } } });

/** Gantry's connections on a machine that is a folder; opened again it is its next start. */
async function open(env: Record<string, string> = {}) {
  const machine: Machine = { env, home: join(root, 'home'), platform: 'linux', uid: 1000, root };
  const known = await KnownEngines.open(unshared(join(root, 'data')), machine);
  const settings = { current: () => ({}), update: async () => undefined } as unknown as SettingsService;
  const engines = await Engines.find({ find: () => known.find(), connect: connectEndpoint, settings });
  const service = new Connections(known, engines);
  const stop = new AbortController();
  closers.push(() => {
    stop.abort();
    known.dispose();
    engines.dispose();
  });
  const items = new Map<string, ConnectionState>();
  void (async () => {
    for await (const { changed, removed } of service.watch({}, { signal: stop.signal })) {
      for (const one of changed) items.set(one.id, one);
      for (const id of removed) items.delete(id);
    }
  })();
  const shown = () => [...items.values()].sort((a, b) => a.place - b.place);
  const names = () => shown().map(({ name, used }) => (used ? name : `(${name})`));
  const id = (name: string) => shown().find((one) => one.name === name)?.id ?? '';
  return { service, engines, known, shown, names, id };
}

const fresh = (name: string, address: string, more: Partial<NewConnection> = {}): NewConnection => ({
  name,
  address,
  colour: 'grey',
  guard: 'none',
  ...more,
});

describe('connections', () => {
  test('that a person adds are kept, with what was made of others, and written whole', async () => {
    await contextOf('work', 'tcp://work:2375');
    const { service, names, id, known } = await open();
    await expect.poll(names).toEqual(['work']);
    await service.add(fresh('Build', 'tcp://build:2375', { colour: 'red', guard: 'read-only' }));
    await service.edit({ connection: id('work'), ...fresh('Office', 'x', { colour: 'blue' }) });
    await service.move({ connection: id('Build'), place: 0 });
    await known.file.flush();
    expect(await readdir(join(root, 'data'))).toEqual(['connections.json']);

    const next = await open();
    await expect.poll(next.names).toEqual(['Build', 'Office']);
    expect(next.shown()).toMatchObject([
      { source: 'own', address: 'tcp://build:2375', colour: 'red', guard: 'read-only' },
      { source: 'context', address: 'tcp://work:2375', colour: 'blue', guard: 'none', foundName: 'work' },
    ]);
    expect(next.engines.state(next.id('Build'))?.guard).toBe('read-only');
  });

  test('never write a file of another program', async () => {
    const meta = await contextOf('work', 'tcp://work:2375');
    const before = await readFile(meta, 'utf8');
    const { service, names, id } = await open();
    await expect.poll(names).toEqual(['work']);
    await service.edit({ connection: id('work'), ...fresh('Office', 'tcp://else:1') });
    await service.add(fresh('Build', 'tcp://build:1'));
    await service.use({ connection: id('Office'), used: false });
    expect(await readFile(meta, 'utf8')).toBe(before);
    expect(await readdir(join(root, 'home/.docker/contexts/meta'))).toHaveLength(1);
  });

  test('follow the disk: contexts and Podman’s connections come, change and go', async () => {
    const { names } = await open();
    await expect.poll(names).toEqual(['Docker']);
    const meta = await contextOf('work', 'tcp://work:2375');
    await expect.poll(names).toEqual(['work']);
    await file('home/.config/containers/podman-connections.json', {
      Connection: { Connections: { vm: { URI: 'ssh://core@127.0.0.1:4422/run/podman/podman.sock' } } },
    });
    await expect.poll(names).toEqual(['work', 'vm']);
    await contextOf('attic', 'tcp://attic:2375');
    await expect.poll(names).toEqual(['attic', 'work', 'vm']);
    await rm(dirname(meta), { recursive: true });
    await expect.poll(names).toEqual(['attic', 'vm']);
  });

  test('of a context take its new certificates at once', async () => {
    await contextOf('safe', 'tcp://safe:2376');
    const { names, shown, engines, id } = await open();
    await expect.poll(names).toEqual(['safe']);
    expect(shown()[0]?.secure).toBe(false);
    const tls = `home/.docker/contexts/tls/${hashOf('safe')}/docker`;
    await file(`${tls}/ca.pem`, 'CA 1');
    await expect.poll(() => shown()[0]?.secure).toBe(true);
    await file(`${tls}/ca.pem`, 'CA 2');
    await expect.poll(() => engines.connection(id('safe')).endpoint.address).toMatchObject({ tls: { ca: 'CA 2' } });
  });

  test('that are switched off are no engines, and the last that is on stays on', async () => {
    await contextOf('a', 'tcp://a:1');
    await contextOf('b', 'tcp://b:1');
    const { service, engines, names, id } = await open();
    await expect.poll(names).toEqual(['a', 'b']);
    const [a, b] = [id('a'), id('b')];
    await service.use({ connection: a, used: false });
    await expect.poll(names).toEqual(['(a)', 'b']);
    expect(() => engines.connection(a)).toThrow();
    const refused = await Promise.resolve(service.use({ connection: b, used: false })).catch(toProblem);
    expect(refused).toMatchObject({ code: 'conflict', reason: 'connection-last' });
    await service.use({ connection: a, used: true });
    await expect.poll(names).toEqual(['a', 'b']);
    expect(engines.connection(a).status.kind).toBe('idle');
  });

  test('that a person added can go, with all that was made of them; those that are found cannot', async () => {
    await contextOf('a', 'tcp://a:1');
    const { service, names, id, known } = await open();
    await service.add(fresh('mine', 'tcp://mine:1', { colour: 'teal' }));
    await expect.poll(names).toEqual(['a', 'mine']);
    await service.remove({ connection: id('mine') });
    await expect.poll(names).toEqual(['a']);
    expect(known.file.value).toEqual({ own: [], marks: {}, order: [] });
    const refused = await Promise.resolve(service.remove({ connection: id('a') })).catch(toProblem);
    expect(refused).toMatchObject({ code: 'conflict', reason: 'connection-found' });
  });

  test('whose address is changed are another engine in the same place', async () => {
    await contextOf('a', 'tcp://a:1');
    const { service, names, id, shown } = await open();
    const mine = await service.add({ ...fresh('mine', 'tcp://mine:1', { colour: 'pink' }), place: 0 });
    await expect.poll(names).toEqual(['mine', 'a']);
    const next = await service.edit({
      connection: mine,
      ...fresh('mine', 'tcp://mine:2', { colour: 'pink', guard: 'protected' }),
    });
    expect(next).not.toBe(mine);
    await expect
      .poll(() => shown()[0])
      .toMatchObject({ id: next, address: 'tcp://mine:2', colour: 'pink', guard: 'protected' });
    expect(id('a')).not.toBe('');
  });

  test.each([
    ['no address', 'ftp://x', {}, 'invalid-input', 'address-invalid', 'address'],
    ['half a path', 'unix://docker.sock', {}, 'invalid-input', 'address-invalid', 'address'],
    ['a password', 'ssh://me:secret@host', {}, 'invalid-input', 'connection-password', 'address'],
    ['an option of ssh', 'ssh://-oProxyCommand=x', {}, 'invalid-input', 'ssh-address-invalid', 'address'],
    ['an address that is known', 'tcp://a:1', {}, 'conflict', 'connection-known', 'address'],
    ['a missing file', 'tcp://b:1', { ca: '/nowhere/ca.pem' }, 'invalid-input', 'connection-file-unreadable', 'ca'],
    ['half a path to a file', 'tcp://b:1', { key: 'key.pem' }, 'invalid-input', 'connection-file-unreadable', 'key'],
    ['a file that is no PEM', 'tcp://b:1', { cert: 'odd' }, 'invalid-input', 'connection-file-no-pem', 'cert'],
    [
      'a certificate without its key',
      'tcp://b:1',
      { cert: 'pem' },
      'invalid-input',
      'connection-half-certificate',
      'key',
    ],
  ] as const)('with %s are refused', async (_, address, files, code, reason, field) => {
    await contextOf('a', 'tcp://a:1');
    const paths = { odd: await file('odd.pem', 'MIIC'), pem: await file('c.pem', '-----BEGIN CERTIFICATE-----') };
    const { service, names, known } = await open();
    await expect.poll(names).toEqual(['a']);
    const tls = Object.fromEntries(
      Object.entries(files).map(([part, path]) => [part, path === 'odd' || path === 'pem' ? paths[path] : path]),
    );
    const tried = Promise.resolve(
      service.add({ ...fresh('new', address), ...(Object.keys(tls).length > 0 ? { tls } : {}) }),
    );
    expect(await tried.then(() => expect.unreachable(), toProblem)).toMatchObject({ code, reason, field });
    expect(known.file.value.own).toEqual([]);
  });

  test('that are found under one name can be coloured all the same', async () => {
    await contextOf('a', 'tcp://a:1');
    await file('home/.config/containers/podman-connections.json', {
      Connection: { Connections: { a: { URI: 'tcp://b:1' } } },
    });
    const { service, names, shown } = await open();
    await expect.poll(names).toEqual(['a', 'a']);
    const [first] = shown();
    await service.edit({ connection: first?.id ?? '', ...fresh('a', 'tcp://a:1', { colour: 'red' }) });
    await expect.poll(() => shown().map(({ colour }) => colour)).toEqual(['red', 'grey']);
  });

  test('are called differently', async () => {
    await contextOf('a', 'tcp://a:1');
    const { service, names } = await open();
    await expect.poll(names).toEqual(['a']);
    const tried = Promise.resolve(service.add(fresh(' a ', 'tcp://b:1')));
    expect(await tried.then(() => expect.unreachable(), toProblem)).toMatchObject({
      reason: 'connection-name-taken',
      field: 'name',
    });
  });

  test('that DOCKER_HOST names too are the person’s, with their certificates', async () => {
    const ca = await file('ca.pem', '-----BEGIN CERTIFICATE-----');
    const before = await open();
    await before.service.add(fresh('mine', 'tcp://mine:2376', { tls: { ca } }));
    const { shown } = await open({ DOCKER_HOST: 'tcp://mine:2376' });
    await expect.poll(() => shown()[0]).toMatchObject({ name: 'mine', source: 'own', secure: true });
  });
});

describe('an engine behind TLS that asks for a certificate', () => {
  const { engine, stranger } = certificates;

  async function serveTls(): Promise<string> {
    const fake = await startFakeEngine();
    const server = createServer(
      { ...engine, ca: engine.cert, requestCert: true, rejectUnauthorized: true },
      (socket) => {
        const upstream = connect(fake.socket);
        socket.on('error', () => upstream.destroy());
        upstream.on('error', () => socket.destroy());
        socket.pipe(upstream).pipe(socket);
      },
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(async () => {
      server.close();
      await fake.close();
    });
    const address = server.address();
    return `tcp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  test('is let in with the files of its context, and as soon as they are there', async () => {
    await contextOf('safe', await serveTls());
    const tls = `home/.docker/contexts/tls/${hashOf('safe')}/docker`;
    await file(`${tls}/ca.pem`, engine.cert);
    const { engines, names, id } = await open();
    await expect.poll(names).toEqual(['safe']);
    const stop = new AbortController();
    closers.push(() => stop.abort());
    const connection = engines.use(id('safe'), stop.signal);
    await expect.poll(() => connection.status.kind, { timeout: 5000 }).toBe('unreachable');
    await file(`${tls}/key.pem`, engine.key);
    await file(`${tls}/cert.pem`, engine.cert);
    await expect.poll(() => connection.status.kind, { timeout: 5000 }).toBe('connected');
  });

  test('is let in with the files that a person names, and with no others', async () => {
    const address = await serveTls();
    const { service, engines, shown } = await open();
    const [ca, cert, key] = [
      await file('ca.pem', engine.cert),
      await file('cert.pem', engine.cert),
      await file('key.pem', engine.key),
    ];
    const mine = await service.add(fresh('mine', address, { tls: { ca, cert, key } }));
    await expect(engines.ready(mine, new AbortController().signal)).resolves.toBeDefined();
    await expect.poll(() => shown().find(({ id }) => id === mine)).toMatchObject({ secure: true });
    const theirs = { cert: await file('their.pem', stranger.cert), key: await file('their-key.pem', stranger.key) };
    await service.edit({ connection: mine, ...fresh('mine', address, { tls: { ca, ...theirs } }) });
    await expect.poll(() => engines.status(mine)?.kind, { timeout: 5000 }).not.toBe('connected');
  });
});

describe('connections.json', () => {
  const good = { name: 'good', url: 'tcp://good:1' };
  test.each([
    ['no JSON', '{"own": [', ['Docker']],
    ['a list', '[1]', ['Docker']],
    [
      'an odd entry',
      { version: 1, own: [good, { name: 7, url: 'tcp://x:1' }, 'x', null], marks: {}, order: [] },
      ['good'],
    ],
    [
      'odd marks',
      { version: 1, own: [good], marks: { x: {}, e000000000000: { colour: 'mauve', off: 1 } }, order: [7, 'x'] },
      ['good'],
    ],
    ['missing fields', { version: 1, own: [good] }, ['good']],
    ['what is too long', 'x'.repeat(2_000_000), ['Docker']],
    ['an address that is none', { version: 1, own: [{ name: 'odd', url: 'ftp://x' }] }, ['odd']],
  ])('with %s costs nothing but that', async (_, content, expected) => {
    await file('data/connections.json', content);
    const { names, service } = await open();
    await expect.poll(names).toEqual(expected);
    await service.add(fresh('new', 'tcp://new:1'));
    await expect.poll(names).toContain('new');
  });

  test('of a newer Gantry keeps what only that knows', async () => {
    await file('data/connections.json', { version: 9, own: [good], marks: {}, order: [], groups: ['a'] });
    const { service, names } = await open();
    await expect.poll(names).toEqual(['good']);
    await service.add(fresh('new', 'tcp://new:1'));
    expect(JSON.parse(await readFile(join(root, 'data/connections.json'), 'utf8'))).toMatchObject({ groups: ['a'] });
    expect(await readdir(join(root, 'data'))).toContain('connections.json.v9');
  });

  test('of thousands is bounded', async () => {
    const own = Array.from({ length: 3000 }, (_, at) => ({ name: `n${at}`, url: `tcp://h:${at}` }));
    await file('data/connections.json', { version: 1, own, marks: {}, order: [] });
    const { shown } = await open();
    await expect.poll(() => shown().length).toBe(500);
  });
});

import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RegistryServer } from '../../../app/engines/registries.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { createDockerConfig, type DockerConfig, hubKey, serverKey } from './docker-config.ts';

let folder = '';
let config: DockerConfig;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-docker-'));
  config = createDockerConfig({ DOCKER_CONFIG: folder, PATH: `${folder}:${process.env['PATH'] ?? ''}` });
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(folder, 'config.json');
const write = (value: object): void => writeFileSync(file(), JSON.stringify(value));
const read = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A helper that keeps each login as a file, by the protocol of docker-credential-helpers. */
function addHelper(name: string): void {
  const script = `#!/usr/bin/env node
const fs = require('fs'); const file = ${JSON.stringify(join(folder, `${name}.json`))};
const all = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file)) : {};
const input = fs.readFileSync(0, 'utf8').trim();
const save = () => fs.writeFileSync(file, JSON.stringify(all));
switch (process.argv[2]) {
  case 'get': if (!all[input]) { console.log('credentials not found in native keychain'); process.exit(1); }
    console.log(JSON.stringify(all[input])); break;
  case 'store': { const one = JSON.parse(input);
    if (one.Secret === 'refuse') { console.log('cannot keep refuse'); process.exit(1); }
    all[one.ServerURL] = one; save(); break; }
  case 'erase': delete all[input]; save(); break;
  case 'list': console.log(JSON.stringify(Object.fromEntries(Object.values(all).map((one) => [one.ServerURL, one.Username]))));
}`;
  writeFileSync(join(folder, `docker-credential-${name}`), script);
  chmodSync(join(folder, `docker-credential-${name}`), 0o755);
}

describe('logins in the file', () => {
  test('are found by host, by address, and for the Hub by its own key', async () => {
    write({
      auths: {
        [hubKey]: { auth: base64('me:a:b') },
        'https://old.example/v1/': { auth: base64('old:pw') },
        'r:5000': { auth: base64('<token>:'), identitytoken: 'tok' },
      },
    });
    expect(await config.credentials('docker.io')).toEqual({ server: hubKey, username: 'me', password: 'a:b' });
    expect(await config.credentials('old.example')).toMatchObject({ username: 'old', password: 'pw' });
    expect(await config.credentials('r:5000')).toEqual({ server: 'r:5000', identityToken: 'tok' });
    expect(await config.credentials('r')).toBeUndefined();
  });

  test('are listed without secrets', async () => {
    write({ auths: { a: { auth: base64('me:secretword') }, b: {}, c: 7 } });
    const list = await config.list();
    expect(list).toEqual({ logins: [{ server: 'a', username: 'me', store: 'file' }], faults: [] });
    expect(JSON.stringify(list)).not.toContain('secret');
  });

  test('are written as the docker command does, beside all that was there, for the owner only', async () => {
    write({ auths: { a: { auth: 'x' } }, HttpHeaders: { A: 'b' }, currentContext: 'c' });
    chmodSync(file(), 0o644);
    expect(await config.store({ server: 'r:5000', username: 'me', password: 'pw' })).toBe('file');
    expect(read()).toEqual({
      auths: { a: { auth: 'x' }, 'r:5000': { auth: base64('me:pw') } },
      HttpHeaders: { A: 'b' },
      currentContext: 'c',
    });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await config.erase('http://r:5000');
    expect(read()['auths']).toEqual({ a: { auth: 'x' } });
  });

  test('make a file where there was none, and keep a link', async () => {
    const real = join(folder, 'real.json');
    writeFileSync(real, '{}');
    symlinkSync(real, file());
    await config.store({ server: 'r', username: 'me', password: 'pw' });
    expect(JSON.parse(readFileSync(real, 'utf8'))).toHaveProperty('auths.r');
    rmSync(file());
    expect(await config.list()).toEqual({ logins: [], faults: [] });
    await config.store({ server: 'r', username: 'me', password: 'pw' });
    expect(existsSync(file())).toBe(true);
  });

  test('are not overwritten when the file is damaged, and not quoted', async () => {
    writeFileSync(file(), '{"auths":{"a":{"auth":"secretword"');
    const failure = await config.store({ server: 'r', username: 'u', password: 'p' }).then(() => undefined, toProblem);
    expect(failure?.code).toBe('invalid-input');
    expect(JSON.stringify(failure)).not.toContain('secretword');
    expect(readFileSync(file(), 'utf8')).toContain('secretword');
  });

  test('are kept both when two are stored at once', async () => {
    await Promise.all(['a', 'b', 'c'].map((server) => config.store({ server, username: 'u', password: 'p' })));
    expect((await config.list()).logins.map(({ server }) => server)).toEqual(['a', 'b', 'c']);
  });

  test('read back as they were written, whatever the password', async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[^:\0]+$/), fc.stringMatching(/^[^\0]+$/), async (username, password) => {
        await config.store({ server: 'r', username, password });
        expect(await config.credentials('r')).toEqual({ server: 'r', username, password });
      }),
      { numRuns: 30 },
    );
  });
});

describe('the docker command’s keys', () => {
  test('are exact for helpers: the Hub has its own, and an address is not a host', async () => {
    addHelper('mine');
    addHelper('other');
    write({ credHelpers: { 'docker.io': 'other', [hubKey]: 'mine', 'https://r:5000': 'other' } });
    await config.store({ server: hubKey, username: 'me', password: 'pw' });
    expect(await config.credentials('docker.io')).toMatchObject({ server: hubKey, username: 'me' });
    expect(existsSync(join(folder, 'other.json'))).toBe(false);
    write({ credHelpers: { 'docker.io': 'gone', 'https://r:5000': 'gone' }, auths: { 'r:5000': {} } });
    // A helper that is not asked does not fail.
    expect(await config.credentials('docker.io')).toBeUndefined();
    expect(await config.credentials('r:5000')).toBeUndefined();
    expect(await config.store({ server: 'r:5000', username: 'u', password: 'p' })).toBe('file');
  });

  test('find the Hub by its own only, others by older addresses too', async () => {
    write({
      auths: {
        'docker.io': { auth: base64('a:1') },
        'index.docker.io': { auth: base64('b:1') },
        'https://registry-1.docker.io': { auth: base64('c:1') },
        'HTTP://Up:5000/v2/': { auth: base64('d:1') },
        'plain/v1/': { auth: base64('e:1') },
      },
    });
    expect(await config.credentials('docker.io')).toBeUndefined();
    expect(await config.credentials('registry-1.docker.io')).toMatchObject({ username: 'c' });
    expect(await config.credentials('Up:5000')).toMatchObject({ username: 'd' });
    expect(await config.credentials('up:5000')).toBeUndefined();
    expect(await config.credentials('plain')).toMatchObject({ username: 'e' });
  });

  test('are forgotten as docker logout does: the key, the host, and the host as an address', async () => {
    const auth = base64('me:pw');
    const kept = { 'https://r/v1/': { auth }, 'r:1': { auth }, [hubKey]: { auth } };
    write({ auths: { r: { auth }, 'http://r': { auth }, 'https://r': { auth }, 'docker.io': { auth }, ...kept } });
    await config.erase('HTTPS://r/v2');
    expect(read()['auths']).toEqual({ 'docker.io': { auth }, ...kept });
    await config.erase('docker.io');
    expect(read()['auths']).toEqual(kept);
    await config.erase('https://r/v1/');
    await config.erase(hubKey);
    expect(read()['auths']).toEqual({ 'r:1': { auth } });
  });

  test('list what a helper for one registry keeps under its address', async () => {
    addHelper('mine');
    write({ credHelpers: { 'r:5000': 'mine' } });
    writeFileSync(
      join(folder, 'mine.json'),
      JSON.stringify({
        a: { ServerURL: 'https://r:5000', Username: 'AWS' },
        b: { ServerURL: 'https://other', Username: 'AWS' },
      }),
    );
    expect((await config.list()).logins).toEqual([{ server: 'r:5000', username: 'AWS', store: 'mine' }]);
  });
});

describe('logins in DOCKER_AUTH_CONFIG', () => {
  const withEnv = (value: string): DockerConfig =>
    createDockerConfig({
      DOCKER_CONFIG: folder,
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      DOCKER_AUTH_CONFIG: value,
    });
  const auths = (entries: Record<string, unknown>): string => JSON.stringify({ auths: entries });

  test('come before the file and the helpers, by their exact key', async () => {
    addHelper('mine');
    write({
      credHelpers: { h: 'mine', gone: 'gone' },
      auths: { r: { auth: base64('file:pw') }, f: { auth: base64('file:pw') } },
    });
    const both = withEnv(
      auths({
        r: { auth: base64('env:p:w') },
        gone: { auth: base64('env:pw') },
        [hubKey]: { auth: base64('hub:pw') },
        'https://f': { auth: base64('env:pw') },
      }),
    );
    expect(await both.credentials('r')).toEqual({ server: 'r', username: 'env', password: 'p:w' });
    expect(await both.credentials('gone')).toMatchObject({ username: 'env' });
    expect(await both.credentials('docker.io')).toEqual({ server: hubKey, username: 'hub', password: 'pw' });
    expect(await both.credentials('f')).toMatchObject({ username: 'file' });
    expect(await both.credentials('h')).toBeUndefined();
    expect((await both.list()).logins).toContainEqual({ server: 'r', username: 'env', store: 'DOCKER_AUTH_CONFIG' });
    expect((await both.list()).logins).toContainEqual({ server: 'f', username: 'file', store: 'file' });
  });

  test('are never written, and cannot be forgotten', async () => {
    write({ auths: { r: { auth: base64('file:pw') } } });
    const both = withEnv(auths({ r: { auth: base64('env:pw') } }));
    await both.store({ server: 'x', username: 'u', password: 'p' });
    expect(readFileSync(file(), 'utf8')).not.toContain(base64('env:pw'));
    expect(await both.erase('r').then(() => undefined, toProblem)).toMatchObject({ code: 'conflict' });
    expect(read()['auths']).toEqual({ x: { auth: base64('u:p') } });
  });

  test.each([
    'secretword',
    '[]',
    '{"auths":[]}',
    '{"auths":{"r":{"auth":"secretword"}}}',
    '{"auths":{"r":{}}}',
    '{"auths":{"r":{"auth":"bWU6cHc=","identitytoken":"secretword"}}}',
    '{"auths":{"r":{"auth":"bWU6cHc="}},"credsStore":"x"}',
    '{"auths":{}} secretword',
  ])('that are none count for nothing, which is said without quoting them: %s', async (value) => {
    write({ auths: { r: { auth: base64('file:pw') } } });
    const both = withEnv(value);
    expect(await both.credentials('r')).toMatchObject({ username: 'file' });
    const { logins, faults } = await both.list();
    expect(logins).toEqual([{ server: 'r', username: 'file', store: 'file' }]);
    expect(JSON.stringify(faults)).toMatch(/DOCKER_AUTH_CONFIG/);
    expect(JSON.stringify(faults)).not.toContain('secretword');
  });

  test('are none where it is empty', async () => {
    expect(await withEnv('').list()).toEqual({ logins: [], faults: [] });
  });
});

describe('logins with a helper', () => {
  test('are kept there, with an empty entry in the file', async () => {
    addHelper('mine');
    write({ credsStore: 'mine' });
    expect(await config.store({ server: 'r', username: 'me', password: 'pw' })).toBe('mine');
    expect(readFileSync(file(), 'utf8')).not.toContain('pw');
    expect(read()).toEqual({ credsStore: 'mine', auths: { r: {} } });
    expect(await config.credentials('r')).toEqual({ server: 'r', username: 'me', password: 'pw' });
    expect((await config.list()).logins).toEqual([{ server: 'r', username: 'me', store: 'mine' }]);
    await config.erase('r');
    expect(await config.credentials('r')).toBeUndefined();
    expect(await config.list()).toEqual({ logins: [], faults: [] });
  });

  test('go to the helper of their registry, before the general one', async () => {
    addHelper('mine');
    addHelper('other');
    write({ credsStore: 'mine', credHelpers: { 'r:5000': 'other' } });
    expect(await config.store({ server: 'r:5000', username: 'me', password: 'pw' })).toBe('other');
    expect(await config.store({ server: 'x', identityToken: 'tok' })).toBe('mine');
    expect(await config.credentials('x')).toEqual({ server: 'x', identityToken: 'tok' });
    expect((await config.list()).logins).toEqual([
      { server: 'r:5000', username: 'me', store: 'other' },
      { server: 'x', store: 'mine' },
    ]);
  });

  test('tell of a helper that is not there, refuses, or has a path for a name, without the secret', async () => {
    write({ credsStore: 'gone' });
    expect((await config.list()).faults).toMatchObject([{ reason: 'helper-not-runnable', params: { helper: 'gone' } }]);
    addHelper('mine');
    write({ credsStore: 'mine' });
    const refused = await config
      .store({ server: 'r', username: 'u', password: 'refuse' })
      .then(() => undefined, toProblem);
    expect(refused).toMatchObject({ code: 'internal', detail: 'cannot keep …' });
    write({ credsStore: '../../bin/sh' });
    expect(await config.credentials('r').then(() => undefined, toProblem)).toMatchObject({ code: 'invalid-input' });
  });
});

test('the Hub has one key, whatever it is called', () => {
  for (const name of ['docker.io', 'index.docker.io', 'https://index.docker.io/v1/', 'registry-1.docker.io']) {
    expect(serverKey(name)).toBe(hubKey);
  }
  expect(serverKey('http://localhost:5000/')).toBe('localhost:5000');
});

test.each([
  ['HTTPS://R', 'R'],
  ['HtTp://r:5000/v2/', 'r:5000'],
  ['https://user@r/x?y', 'r'],
  ['r/v1/', 'r'],
  ['[::1]:5000', '[::1]:5000'],
  ['https://[::1]:5000/', '[::1]:5000'],
  ['HTTPS://INDEX.docker.io', 'INDEX.docker.io'],
])('%s is kept as %s', (typed, key) => {
  expect(serverKey(typed)).toBe(key);
  expect(RegistryServer.safeParse(typed.replace(/user@|\?y/g, '')).success).toBe(true);
});

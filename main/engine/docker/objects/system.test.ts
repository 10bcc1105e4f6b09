import { expect, test } from 'vitest';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { sendJson, startFakeEngine } from '../../../../e2e/fake/engine.ts';
import { dockerEngine } from '../engine.ts';
import { readInfo } from './system.ts';

test('all that Docker says of itself and its machine', () => {
  const info = readInfo({
    ID: 'a',
    Name: 'build-1',
    ServerVersion: '28.5.2',
    Driver: 'overlay2',
    DriverStatus: [['Backing Filesystem', 'extfs']],
    LoggingDriver: 'json-file',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    DockerRootDir: '/var/lib/docker',
    OperatingSystem: 'Debian GNU/Linux 13 (trixie)',
    KernelVersion: '6.12.0-amd64',
    Architecture: 'x86_64',
    NCPU: 8,
    MemTotal: 16_401_895_424,
    Warnings: [
      'WARNING: No swap limit support',
      'WARNING: API is accessible on http://0.0.0.0:2375 without encryption.\n         Access to the remote API is\n\troot access.',
    ],
  });
  expect(info).toEqual({
    version: '28.5.2',
    storageDriver: 'overlay2',
    loggingDriver: 'json-file',
    cgroupDriver: 'systemd',
    cgroupVersion: '2',
    rootDir: '/var/lib/docker',
    hostname: 'build-1',
    operatingSystem: 'Debian GNU/Linux 13 (trixie)',
    kernel: '6.12.0-amd64',
    architecture: 'x86_64',
    cpus: 8,
    memory: 16_401_895_424,
    warnings: [
      'No swap limit support',
      'API is accessible on http://0.0.0.0:2375 without encryption. Access to the remote API is root access.',
    ],
    rootless: false,
    accounts: true,
  });
});

test('an engine that names few of them, and warns of nothing: null, as Docker and Podman write none', () => {
  expect(readInfo({ ServerVersion: '4.3.1', Driver: 'vfs', CgroupVersion: '', NCPU: 0, Warnings: null })).toEqual({
    version: '4.3.1',
    storageDriver: 'vfs',
    warnings: [],
    rootless: false,
    accounts: true,
  });
});

test.each([
  [undefined],
  [null],
  [[]],
  ['info'],
  [{ ServerVersion: 28, Driver: {}, NCPU: '8', MemTotal: -1, Warnings: 'all' }],
  [{ Name: ' \n', NCPU: Number.NaN, MemTotal: 1e300, Warnings: [null, 3, {}, '', 'WARNING: '] }],
])('%j says nothing', (answer) => {
  expect(readInfo(answer)).toEqual({ warnings: [], rootless: false, accounts: true });
});

test('what an engine makes endless ends', () => {
  const long = 'x'.repeat(100_000);
  const info = readInfo({ Name: long, Warnings: Array.from({ length: 5_000 }, () => `WARNING: ${long}`) });
  expect(info.hostname).toHaveLength(1_000);
  expect(info.warnings).toHaveLength(100);
  expect(Math.max(...info.warnings.map(({ length }) => length))).toBeLessThanOrEqual(2_000);
});

test('an engine that does not know the question says so of itself, not of a container', async () => {
  const fake = await startFakeEngine({
    handlers: { 'GET /info': ({ response }) => sendJson(response, 404, { message: 'page not found' }) },
  });
  try {
    const { system, disk } = dockerEngine({ kind: 'unix', path: fake.socket });
    const { signal } = new AbortController();
    const failure = (run: Promise<unknown>) => run.then(() => expect.unreachable(), toProblem);
    expect(await failure(system.info(signal))).toEqual({
      code: 'unsupported',
      reason: 'engine-tells-not',
      params: { what: 'system' },
      detail: 'page not found',
    });
    expect(await failure(disk.usage(signal))).toMatchObject({
      code: 'unsupported',
      params: { what: 'disk' },
    });
  } finally {
    await fake.close();
  }
});

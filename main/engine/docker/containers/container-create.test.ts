import { describe, expect, test } from 'vitest';
import { ContainerSpec } from '../../../../app/create.ts';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { bareSpec } from '../../../../e2e/fake/bare-spec.ts';
import { fromStatus } from '../http/problems.ts';
import { createBody, explainCreate, explainRename, explainStart } from './container-create.ts';

test('what was not asked for is left to the image and the engine', () => {
  const body = createBody(bareSpec);
  expect(body).not.toHaveProperty('Cmd');
  expect(body).not.toHaveProperty('Entrypoint');
  expect(body).not.toHaveProperty('User');
  expect(body).not.toHaveProperty('HostConfig.NetworkMode');
  expect(body).not.toHaveProperty('HostConfig.Memory');
});

test('everything asked for reaches the engine in its units', () => {
  const body = createBody({
    ...bareSpec,
    command: ['sleep', '9'],
    env: [['A', 'b=c']],
    labels: [['__proto__', 'x']],
    ports: [
      { hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
      { containerPort: 80, protocol: 'tcp' },
      { containerPort: 53, protocol: 'udp' },
    ],
    mounts: [{ type: 'tmpfs', source: '', target: '/t', readOnly: false }],
    network: 'shop',
    restart: 'on-failure',
    maxRetries: 3,
    memory: 67_108_864,
    cpus: 0.1,
  });
  expect(body).toMatchObject({
    Cmd: ['sleep', '9'],
    Env: ['A=b=c'],
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    HostConfig: {
      PortBindings: {
        '80/tcp': [
          { HostIp: '127.0.0.1', HostPort: '8080' },
          { HostIp: '', HostPort: '' },
        ],
        '53/udp': [{ HostIp: '', HostPort: '' }],
      },
      Mounts: [{ Type: 'tmpfs', Target: '/t', ReadOnly: false }],
      NetworkMode: 'shop',
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Memory: 67_108_864,
      NanoCpus: 100_000_000,
    },
  });
  expect(JSON.stringify(body)).toContain('"Labels":{"__proto__":"x"}');
});

describe('a refusal names the field', () => {
  const said = (message: string) => JSON.stringify({ message });
  const create = (status: number, words: string) =>
    toProblem(explainCreate(fromStatus(status, said(words)), { ...bareSpec, name: 'web' }));
  const rename = (status: number, words: string) => toProblem(explainRename(fromStatus(status, said(words)), 'web'));
  const start = (status: number, words: string) => toProblem(explainStart(fromStatus(status, said(words))));

  test.each([
    ['image', 'not-found', create(404, 'No such image: busybox:latest')],
    ['network', 'not-found', create(404, 'network nope not found')],
    ['name', 'conflict', create(409, 'Conflict. The container name "/web" is already in use by container "ab".')],
    // Podman.
    ['name', 'conflict', create(500, 'the container name "web" is already in use by ab: that name is already in use')],
    [
      'name',
      'conflict',
      rename(
        409,
        'Error when allocating new name: Conflict. The container name "/web" is already in use by container "ab".',
      ),
    ],
    // Podman 4 and 5.
    ['name', 'conflict', rename(500, 'name "web" already in use: container already exists')],
    [
      'name',
      'conflict',
      rename(500, 'updating container config table: UNIQUE constraint failed: ContainerConfig.Name'),
    ],
    [
      'mounts',
      'invalid-input',
      create(400, 'invalid mount config for type "bind": bind source path does not exist: /x'),
    ],
    ['limits', 'invalid-input', create(400, 'Minimum memory limit allowed is 6MB')],
    ['ports', 'conflict', start(500, 'Bind for 0.0.0.0:80 failed: port is already allocated')],
    ['ports', 'conflict', start(500, 'listen tcp4 0.0.0.0:80: bind: address already in use')],
    ['network', 'not-found', start(404, 'network nope not found')],
    ['command', 'invalid-input', start(400, 'exec: "nope": executable file not found in $PATH: unknown')],
    ['workdir', 'invalid-input', start(500, 'workdir "/etc/passwd" exists on container ab, but is not a directory')],
    [
      'limits',
      'invalid-input',
      start(500, 'crun: OOM: the memory limit could be too low: read from sync socket: OCI runtime error'),
    ],
    ['user', 'invalid-input', start(400, 'unable to find user nobody2: no matching entries in passwd file')],
    ['capDrop', 'invalid-input', create(400, 'invalid CapDrop: unknown capability: "CAP_X"')],
    // Podman.
    ['capDrop', 'invalid-input', create(500, 'container create: "CAP_X": unknown capability')],
    ['securityOptions', 'invalid-input', create(500, 'apparmor profile "x" specified, but Apparmor is not enabled')],
    ['logDriver', 'invalid-input', create(400, 'error looking up logging plugin x: plugin "x" not found')],
    ['image', 'no-space', start(500, 'write /x: no space left on device')],
  ])('%s', (field, code, found) => {
    expect(found).toMatchObject({ field, code });
    expect(found.detail).toBeTruthy();
  });

  test.each([
    'crun: executable file `nope` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    'crun: executable file `/no/such` not found: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    'crun: cannot find `` in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found',
    'crun: open executable: Permission denied: OCI permission denied',
    'crun: the path `/etc/passwd` exists but it is not executable: Operation not permitted: OCI permission denied',
  ])('command, as crun says it under Podman 4 and 5: %s', (words) => {
    expect(start(500, words)).toMatchObject({ field: 'command', code: 'invalid-input' });
  });

  test('and what is about no field stays as it is', () => {
    const found = start(500, 'the moon is in the wrong house');
    expect(found).toMatchObject({ code: 'internal' });
    expect(found.field).toBeUndefined();
    expect(rename(404, 'No such container: ab')).toMatchObject({ code: 'not-found' });
    // Being removed: the name is not what is wrong.
    const removed = rename(409, 'Container ab is marked for removal and cannot be renamed');
    expect(removed).toMatchObject({ code: 'conflict' });
    expect(removed.field).toBeUndefined();
  });
});

describe('a spec', () => {
  const fits = (more: object) => ContainerSpec.safeParse({ ...bareSpec, ...more }).success;
  test.each([
    ['a name with a slash', { name: 'a/b' }],
    ['a reference that is none', { image: 'UPPER' }],
    ['a variable with an equals sign in its name', { env: [['A=B', '']] }],
    ['a variable with a NUL', { env: [['A', '\0']] }],
    ['port 0', { ports: [{ containerPort: 0, protocol: 'tcp' }] }],
    ['a bind mount of nothing', { mounts: [{ type: 'bind', source: '', target: '/a', readOnly: false }] }],
    ['a relative target', { mounts: [{ type: 'volume', source: 'v', target: 'a', readOnly: false }] }],
    ['a volume that is a path', { mounts: [{ type: 'volume', source: '../v', target: '/a', readOnly: false }] }],
    ['removal and restart together', { autoRemove: true, restart: 'always' }],
    ['less memory than Docker takes', { memory: 1024 }],
  ])('with %s is refused', (_, more) => {
    expect(fits({})).toBe(true);
    expect(fits(more)).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { readNode, readNodeDetail } from './read-node.ts';
import { readService, readServiceDetail, readTask } from './read-service.ts';

const id = 't078pm4ft79nu4tycsq8ijbqg';

describe('a service', () => {
  test('is read with all that it may have', () => {
    const raw = {
      ID: id,
      Version: { Index: 11 },
      CreatedAt: '2026-11-28T19:37:03.752632797Z',
      Spec: {
        Name: 'shop_web',
        Labels: { 'com.docker.stack.namespace': 'shop' },
        TaskTemplate: {
          ContainerSpec: { Image: 'nginx:1@sha256:ab', Command: ['nginx'], Args: ['-g', 'daemon off;'] },
          Placement: { Constraints: ['node.role==worker'] },
        },
        Mode: { Replicated: { Replicas: 3 } },
      },
      PreviousSpec: { Name: 'shop_web' },
      Endpoint: {
        Ports: [
          { Protocol: 'udp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress' },
          { TargetPort: 53, PublishMode: 'host' },
        ],
      },
      UpdateStatus: { State: 'paused', Message: 'update paused due to failure' },
      ServiceStatus: { RunningTasks: 2, DesiredTasks: 3 },
    };
    expect(readServiceDetail(raw)).toEqual({
      id,
      name: 'shop_web',
      version: 11,
      mode: 'replicated',
      running: 2,
      wanted: 3,
      image: 'nginx:1',
      digest: 'sha256:ab',
      ports: [
        { published: 8080, target: 80, protocol: 'udp', mode: 'ingress' },
        { published: 0, target: 53, protocol: 'tcp', mode: 'host' },
      ],
      update: { state: 'paused', message: 'update paused due to failure' },
      created: Date.parse('2026-11-28T19:37:03.752Z'),
      labels: { 'com.docker.stack.namespace': 'shop' },
      stack: 'shop',
      hasPrevious: true,
      command: ['nginx', '-g', 'daemon off;'],
      constraints: ['node.role==worker'],
      raw,
    });
  });

  test.each([
    ['global', { Global: {} }],
    ['replicated-job', { ReplicatedJob: {} }],
    ['global-job', { GlobalJob: {} }],
    ['replicated', 'odd'],
  ] as const)('runs as %s', (mode, Mode) => {
    expect(readService({ ID: id, Spec: { Mode } })?.mode).toBe(mode);
  });

  test.each([undefined, 7, {}, { ID: 7 }, { ID: '../x' }, { ID: '' }])('is none without an id: %j', (raw) => {
    expect(readService(raw)).toBeUndefined();
    expect(() => readServiceDetail(raw)).toThrow();
  });

  test('whose fields are all of another type is one that nothing is known of', () => {
    const odd = { ID: id, Spec: 7, Endpoint: { Ports: 'x' }, ServiceStatus: { RunningTasks: 'x' }, UpdateStatus: [] };
    expect(readService(odd)).toMatchObject({ name: '', running: undefined, ports: [], image: '', hasPrevious: false });
  });
});

describe('a task', () => {
  test('tells why it failed, and its exit code only once it has one', () => {
    const raw = {
      ID: id,
      ServiceID: 's',
      NodeID: 'n',
      Slot: 2,
      DesiredState: 'shutdown',
      Spec: { ContainerSpec: { Image: 'busybox@sha256:ab' } },
      Status: {
        State: 'failed',
        Err: 'task: non-zero exit (3)',
        Timestamp: '2026-11-28T19:37:05.219Z',
        ContainerStatus: { ContainerID: 'c', ExitCode: 3 },
      },
    };
    const since = Date.parse('2026-11-28T19:37:05.219Z');
    expect(readTask(raw)).toEqual({
      id,
      service: 's',
      node: 'n',
      slot: 2,
      state: 'failed',
      desired: 'shutdown',
      since,
      container: 'c',
      error: 'task: non-zero exit (3)',
      exitCode: 3,
      image: 'busybox',
    });
    const running = { ...raw, Status: { State: 'running', ContainerStatus: { ExitCode: 0 } } };
    expect(readTask(running)).not.toHaveProperty('exitCode');
    expect(readTask({})).toBeUndefined();
  });
});

describe('a node', () => {
  test('is read with all that it may have', () => {
    const raw = {
      ID: id,
      Spec: { Role: 'manager', Availability: 'drain', Labels: { disk: 'ssd' } },
      Description: {
        Hostname: 'a',
        Platform: { OS: 'linux', Architecture: 'x86_64' },
        Resources: { NanoCPUs: 2e9, MemoryBytes: 1024 },
        Engine: { EngineVersion: '28.5.2' },
      },
      Status: { State: 'down', Message: 'heartbeat failure' },
      ManagerStatus: { Leader: true, Reachability: 'unreachable', Addr: '10.0.0.1:2377' },
    };
    expect(readNodeDetail(raw)).toEqual({
      id,
      name: 'a',
      role: 'manager',
      leader: true,
      reachable: false,
      availability: 'drain',
      state: 'down',
      message: 'heartbeat failure',
      address: '10.0.0.1',
      engineVersion: '28.5.2',
      cores: 2,
      memory: 1024,
      platform: 'linux/x86_64',
      created: 0,
      labels: { disk: 'ssd' },
      raw,
    });
  });

  test('is a worker that takes tasks where it says nothing, and none without an id', () => {
    expect(readNode({ ID: id })).toMatchObject({ name: id.slice(0, 12), role: 'worker', availability: 'active' });
    expect(readNode({ ID: id })).not.toHaveProperty('reachable');
    expect(readNode({ ID: {} })).toBeUndefined();
    expect(() => readNodeDetail({})).toThrow();
  });
});

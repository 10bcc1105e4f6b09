import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../../app/rpc/problem.ts';
import { readDetail } from './container-detail.ts';

describe('an inspect', () => {
  test('with everything', () => {
    const raw = {
      Id: 'c1',
      Name: '/web',
      Created: '2023-11-14T22:13:20.123456789Z',
      Path: '/entry.sh',
      Args: ['', '--port', '80'],
      Image: 'sha256:2',
      RestartCount: 3,
      State: {
        Status: 'running',
        ExitCode: 137,
        OOMKilled: true,
        Error: 'no such file',
        StartedAt: '2023-11-14T22:13:21Z',
        FinishedAt: '0001-01-01T00:00:00Z',
        Health: {
          Status: 'unhealthy',
          FailingStreak: 3,
          Log: [{ Start: '2023-11-14T22:13:20+00:00', ExitCode: 1, Output: 'x'.repeat(10_000) }],
        },
      },
      HostConfig: {
        Memory: 6_291_456,
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 },
        LogConfig: { Type: 'local' },
      },
      Config: {
        Image: 'nginx:1',
        Tty: true,
        WorkingDir: '/srv',
        User: 'www',
        Env: ['A=b'],
        Labels: { l: 'v' },
        Healthcheck: { Test: ['CMD-SHELL', 'wget -q localhost || exit 1'] },
      },
      NetworkSettings: {
        Ports: {
          '80/tcp': [
            { HostIp: '0.0.0.0', HostPort: '8080' },
            { HostIp: '::', HostPort: '8080' },
          ],
          '53/udp': null,
        },
        Networks: {
          front: { NetworkID: 'f1', IPAddress: '10.0.0.2', Aliases: ['web'] },
          six: { GlobalIPv6Address: 'fd00::2' },
        },
      },
      Mounts: [
        { Type: 'volume', Name: 'data', Source: '/var/lib/x', Destination: '/data', RW: true },
        { Type: 'bind', Source: '/etc', Destination: '/host', RW: false },
      ],
    };
    const detail = readDetail(raw, false);
    expect(detail).toMatchObject({
      name: 'web',
      image: 'nginx:1',
      state: 'running',
      health: 'unhealthy',
      check: { command: 'wget -q localhost || exit 1', failures: 3 },
      exitCode: 137,
      oomKilled: true,
      memoryLimit: 6_291_456,
      error: 'no such file',
      created: 1_700_000_000_123,
      startedAt: 1_700_000_001_000,
      finishedAt: 0,
      restartCount: 3,
      restartPolicy: 'on-failure:5',
      tty: true,
      stdin: 'closed',
      logDriver: 'local',
      command: ['/entry.sh', '', '--port', '80'],
      networks: [
        { network: 'front', id: 'f1', ip: '10.0.0.2', aliases: ['web'] },
        { network: 'six', id: '', ip: 'fd00::2', aliases: [] },
      ],
      mounts: [
        { type: 'volume', source: 'data', target: '/data', readOnly: false },
        { type: 'bind', source: '/etc', target: '/host', readOnly: true },
      ],
      ports: [
        { containerPort: 53, protocol: 'udp', hostIp: '' },
        { containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 8080 },
      ],
    });
    expect(detail.probes[0]?.output).toHaveLength(4096);
    expect(detail.raw).toBe(raw);
  });

  test('with nothing but an id', () => {
    expect(readDetail({ Id: 'c1' }, true)).toMatchObject({
      name: '',
      state: 'unknown',
      restartPolicy: 'no',
      command: [],
    });
    expect(readDetail({ Id: 'c1', HostConfig: { Memory: 0 } }, true)).not.toHaveProperty('memoryLimit');
  });

  test.each([
    [['CMD', 'curl', '-f', 'a b'], { command: "curl -f 'a b'", failures: 0 }],
    [['CMD-SHELL', 'true'], { command: 'true', failures: 0 }],
    [['NONE'], undefined],
    [['CMD'], undefined],
    [[], undefined],
    ['true', undefined],
    [[1, 2], undefined],
  ])('whose health check is %j', (Test, check) => {
    const raw = { Id: 'c1', Config: { Healthcheck: { Test } }, State: { Health: { FailingStreak: -1 } } };
    expect(readDetail(raw, false).check).toEqual(check);
  });

  test.each([null, [], 'x', {}])('that is %j is a problem', (value) => {
    expect(() => readDetail(value, false)).toThrow(ProblemError);
  });
});

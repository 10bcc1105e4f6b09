import { expect, test } from 'vitest';
import { bareSpec } from '../../e2e/fake/bare-spec.ts';
import { parseCommandLine } from '../text/command-line.ts';
import { publishText, runCommand } from './run-command.ts';

test('an image alone is run in the background', () => {
  expect(runCommand(bareSpec)).toBe('docker run --detach busybox');
  expect(runCommand({ ...bareSpec, start: false }, 'always')).toBe('docker create --pull always busybox');
});

test('everything that was asked for is on the line, each value as one word', () => {
  const line = runCommand({
    ...bareSpec,
    name: 'web',
    command: ['sh', '-c', "echo 'a b'; sleep 9"],
    entrypoint: ['/init', '--'],
    workdir: '/w d',
    user: '1000:1000',
    env: [
      ['A', 'x y$z'],
      ['EMPTY', ''],
    ],
    labels: [['tier', 'web']],
    ports: [{ hostIp: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' }],
    mounts: [{ type: 'bind', source: '/a,"b', target: '/data', readOnly: true }],
    network: 'shop',
    restart: 'on-failure',
    maxRetries: 3,
    memory: 67_108_864,
    cpus: 0.5,
    tty: true,
  });
  const parsed = parseCommandLine(line);
  expect('words' in parsed && parsed.words.join('|')).toBe(
    'docker|run|--detach|--name|web|--tty|--restart|on-failure:3|--publish|127.0.0.1:8080:80|' +
      '--mount|type=bind,"source=/a,""b",target=/data,readonly|--env|A=${A:?was left out}|--env|EMPTY=|--label|tier=web|--network|shop|' +
      '--user|1000:1000|--workdir|/w d|--memory|67108864b|--cpus|0.5|--entrypoint|/init|busybox|--|' +
      "sh|-c|echo 'a b'; sleep 9",
  );
});

test('a port is written as docker reads it', () => {
  const port = { containerPort: 53, protocol: 'udp' } as const;
  expect(publishText(port)).toBe('53/udp');
  expect(publishText({ ...port, hostPort: 5353 })).toBe('5353:53/udp');
  expect(publishText({ ...port, hostIp: '::1' })).toBe('[::1]::53/udp');
});

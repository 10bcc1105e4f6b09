import { expect, test } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { takenPorts } from './taken-ports.ts';

const row = (hostPort: string, protocol: 'tcp' | 'udp' = 'tcp') => ({
  hostIp: '',
  hostPort,
  containerPort: '80',
  protocol,
});
const holding = (name: string, ...ports: number[]) =>
  ({
    name,
    ports: ports.map((hostPort) => ({ containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort })),
  }) as unknown as Container;

test('a port is taken by the container that publishes it; the next one skips containers and other rows', () => {
  const containers = [holding('web8080', 8080, 8081)];
  const taken = takenPorts([row('8080'), row('8082'), row('')], containers, () => false);
  expect([...taken]).toEqual([[0, { holder: 'web8080', free: 8083 }]]);
  expect(takenPorts([row('8080', 'udp')], containers, () => false).size).toBe(0);
});

test('what an engine refused is taken though no container has it; after the last port there is no next', () => {
  expect(takenPorts([row('9000')], [], (index) => index === 0).get(0)).toEqual({ free: 9001 });
  expect(takenPorts([row('65535')], [holding('last', 65_535)], () => false).get(0)).toEqual({ holder: 'last' });
});

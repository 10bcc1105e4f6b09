import { expect, it } from 'vitest';
import type { Port } from '../../../../app/containers.ts';
import { heldPort, whyOf } from './why.ts';

const now = 1_000_000;
const well = {
  state: 'running',
  health: 'none',
  exitCode: 0,
  oomKilled: false,
  error: '',
  restartCount: 0,
  startedAt: now - 60_000,
} as const;
const exited = { ...well, state: 'exited' } as const;

it.each([
  ['nothing of one that runs', well, false, undefined],
  ['nothing of one that is fresh', { ...well, state: 'created' }, false, undefined],
  ['nothing of one that is paused', { ...well, state: 'paused', health: 'unhealthy' }, false, undefined],
  ['that it is unhealthy', { ...well, health: 'unhealthy' }, false, 'unhealthy'],
  ['that it restarts', { ...well, state: 'restarting', exitCode: 1 }, false, 'restarting'],
  ['the same between two restarts', { ...well, restartCount: 3, startedAt: now - 500 }, false, 'restarting'],
  ['nothing once that has settled', { ...well, restartCount: 3, startedAt: now - 10_000 }, false, undefined],
  ['that it did not start', { ...well, state: 'created', error: 'no' }, false, 'unstarted'],
  ['the same of one that had run before', { ...exited, exitCode: 128, error: 'no' }, false, 'unstarted'],
  ['that it is dead', { ...well, state: 'dead' }, false, 'dead'],
  ['that memory was wanting', { ...exited, exitCode: 137, oomKilled: true }, true, 'memory'],
  ['that it failed', { ...exited, exitCode: 3 }, false, 'failed'],
  ['that somebody stopped it', { ...exited, exitCode: 137 }, true, 'calm'],
  ['that it finished', exited, false, 'calm'],
] as const)('explains %s', (_, detail, stopped, kind) => {
  expect(whyOf(detail, stopped, now)).toBe(kind);
});

it.each([
  ['the same port', '0.0.0.0', 80, 'tcp', true],
  ['the same port of one address', '127.0.0.1', 80, 'tcp', true],
  ['another port', '0.0.0.0', 81, 'tcp', false],
  ['another protocol', '0.0.0.0', 80, 'udp', false],
  ['no port of the machine', '', undefined, 'tcp', false],
])('finds who holds a port: %s', (_, hostIp, hostPort, protocol, found) => {
  const wanted: Port = { containerPort: 8080, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 80 };
  const has: Port = { containerPort: 1, protocol, hostIp, ...(hostPort === undefined ? {} : { hostPort }) };
  const other = { id: 'b', ports: [has] };
  const own = { id: 'a', ports: [wanted] };
  expect(heldPort({ id: 'a', wantedPorts: [wanted] }, [own, other])).toEqual(
    found ? { port: wanted, holder: other } : undefined,
  );
  expect(heldPort({ id: 'a', wantedPorts: [] }, [other])).toBeUndefined();
});

it('finds nobody where both have addresses of their own', () => {
  const at = (hostIp: string): Port => ({ containerPort: 80, protocol: 'tcp', hostIp, hostPort: 80 });
  const other = { id: 'b', ports: [at('127.0.0.2')] };
  expect(heldPort({ id: 'a', wantedPorts: [at('127.0.0.1')] }, [other])).toBeUndefined();
});

import { expect, test } from 'vitest';
import type { Container } from '../../../app/containers.ts';
import { failureText } from './failure.ts';

const holder = {
  name: 'web8080',
  ports: [{ containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 8080 }],
} as unknown as Container;
const problem = (detail: string) => ({ code: 'internal', reason: 'engine-failed', params: {}, detail }) as const;

test.each([
  ['Bind for 0.0.0.0:8080 failed: port is already allocated', 'port 8080 is used by web8080'],
  ['listen tcp4 0.0.0.0:8080: bind: address already in use', 'port 8080 is used by web8080'],
  ['rootlessport listen tcp [::]:9000: bind: address already in use', 'port 9000 is used by something else'],
])('%s: %s', (detail, said) => {
  expect(failureText('Start', 'web', problem(detail), [holder])).toContain(`Couldn’t start web: ${said}`);
});

test('anything else is only said to have failed', () => {
  expect(failureText('Start', 'web', problem('no such file'), [holder])).toBe('Couldn’t start web');
});

import { expect, test } from 'vitest';
import { overlaps } from './network.ts';

const second = { range: [8, 15] as const };

test.each(['10.213.8.0/24', '10.213.15.255', '10.213.12.64/26', '10.0.0.0/8', '10.213.0.0/16', '0.0.0.0/0'])(
  '%s touches the slot of 10.213.8.0/21',
  (text) => expect(overlaps(second, text)).toBe(true),
);

test.each([
  '10.213.7.255',
  '10.213.16.0/24',
  '10.213.0.0/21',
  '172.17.0.0/16',
  '192.168.1.1',
  'default',
  'fe80::1',
  '',
])('"%s" does not touch it', (text) => expect(overlaps(second, text)).toBe(false));

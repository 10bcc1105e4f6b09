import { expect, test } from 'vitest';
import type { EngineStatus } from '../../../app/engines/engine.ts';
import { engineOf } from '../testing.ts';
import { featuresOf } from './engine.ts';

const features = {
  buildkit: false,
  swarm: false,
  healthChecks: true,
  updates: false,
  networkEvents: false,
  makesSources: true,
};
const version = {
  product: 'Podman',
  version: '4.3.1',
  api: '1.41',
  os: 'linux',
  arch: 'amd64',
  rootless: false,
  features,
} as const;
const id = 'e000000000000';
const listOf = (status: EngineStatus) => ({ engines: [engineOf(id, { status })], selected: id });

test('what an engine can do is known while it is connected', () => {
  expect(featuresOf(listOf({ kind: 'connected', version }), id)).toEqual(features);
  expect(featuresOf(listOf({ kind: 'connecting', attempt: 1 }), id)).toBeUndefined();
  expect(featuresOf(listOf({ kind: 'connected', version }), 'e111111111111')).toBeUndefined();
  expect(featuresOf(undefined, id)).toBeUndefined();
});

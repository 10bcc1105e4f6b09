import { describe, expect, it } from 'vitest';
import type { Container } from '../containers.ts';
import { containerFilter } from '../derive/container-filter.ts';
import { parseFilter, takeTerms } from './filter.ts';

const web: Container = {
  id: 'a'.repeat(64),
  name: 'shop-web-1',
  image: 'nginx:1.27',
  imageId: 'sha256:b',
  created: 0,
  state: 'running',
  health: 'healthy',
  ports: [{ containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 4000 }],
  labels: { tier: 'front', team: 'a b' },
  volumes: [],
  networks: [],
  project: 'shop',
  service: 'web',
};

describe('the filter of containers', () => {
  it.each([
    ['', true],
    ['   ', true],
    ['web', true],
    ['SHOP', true],
    ['db', false],
    ['nginx:1.27', true],
    ['web nginx', true],
    ['web postgres', false],
    ['state:running', true],
    ['state:exited', false],
    ['health:healthy', true],
    ['health:unhealthy', false],
    ['image:nginx', true],
    ['label:tier=front', true],
    ['label:tier=back', false],
    ['label:"team=a b"', true],
    ['port:4000', true],
    ['port:4001', false],
    ['project:shop service:web', true],
    ['-db', true],
    ['-state:running', false],
    ['id:aaaa', true],
    ['"shop-web-1', true],
    ['healthy', true],
    ['running', true],
    ['4000', true],
    ['service', false],
    ['colour:red', false],
    ['(', false],
    ['\\', false],
  ])('%j: %s', (text, expected) => {
    expect(containerFilter(text)(web)).toBe(expected);
  });

  it('finds by a service, and by the health of what is checked', () => {
    const other: Container = { ...web, name: 'x', image: 'y', project: 'z', service: 'api', health: 'none' };
    expect([containerFilter('api')(other), containerFilter('none')(other)]).toEqual([true, false]);
    const ill: Container = { ...other, health: 'unhealthy' };
    expect(
      ['unhealthy', 'health:unhealthy', 'healthy', 'health:healthy'].map((text) => containerFilter(text)(ill)),
    ).toEqual([true, true, false, false]);
  });

  it('takes only known keys for keys', () => {
    expect(parseFilter('state:Up a:b', ['state'])).toEqual([
      { key: 'state', text: 'up', negated: false },
      { text: 'a:b', negated: false },
    ]);
  });
});

describe('conditions on one key', () => {
  it('are taken out of a filter, quoted and negated ones too, and the rest stays as it was typed', () => {
    expect(takeTerms('web -engine:"my laptop" state:running Engine:pod', 'engine')).toEqual({
      terms: [
        { key: 'engine', text: 'my laptop', negated: true },
        { key: 'engine', text: 'pod', negated: false },
      ],
      rest: 'web  state:running',
    });
    expect(takeTerms('"engine:x" label:"a b"', 'engine')).toEqual({ terms: [], rest: '"engine:x" label:"a b"' });
  });
});

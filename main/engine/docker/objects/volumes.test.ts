import { describe, expect, test } from 'vitest';
import { readSizes, readVolume, readVolumes } from './volumes.ts';

describe('a volume', () => {
  test('of Docker, with everything', () => {
    const full = {
      Name: 'shop_data',
      Driver: 'local',
      Mountpoint: '/var/lib/docker/volumes/shop_data/_data',
      CreatedAt: '2023-11-14T22:13:20Z',
      Labels: { 'com.docker.compose.project': 'shop' },
      Scope: 'local',
      Options: null,
    };
    expect(readVolume(full)).toEqual({
      id: 'shop_data',
      driver: 'local',
      mountpoint: '/var/lib/docker/volumes/shop_data/_data',
      created: 1_700_000_000_000,
      labels: { 'com.docker.compose.project': 'shop' },
      project: 'shop',
      anonymous: false,
    });
  });

  test('with nothing but a name is a volume all the same', () => {
    expect(readVolume({ Name: 'x' })).toEqual({
      id: 'x',
      driver: 'local',
      mountpoint: '',
      created: 0,
      labels: {},
      anonymous: false,
    });
  });

  test.each([
    [{ Name: 'ab'.repeat(32) }, true],
    [{ Name: 'x', Labels: { 'com.docker.volume.anonymous': '' } }, true],
    [{ Name: 'ab'.repeat(31) }, false],
  ])('%j is anonymous: %s', (raw, anonymous) => {
    expect(readVolume(raw)?.anonymous).toBe(anonymous);
  });

  test.each([
    null,
    7,
    {},
    { Name: '' },
    { Name: '../etc' },
    { Name: 'a/b' },
    { Name: '-rf' },
    { Name: 'a'.repeat(256) },
  ])('that is %j is none', (value) => {
    expect(readVolume(value)).toBeUndefined();
  });
});

describe('a list of volumes', () => {
  test('leaves odd rows out', () => {
    expect(readVolumes({ Volumes: [{ Name: 'a' }, null, { Name: '..' }], Warnings: null }).map(({ id }) => id)).toEqual(
      ['a'],
    );
  });

  test('is empty where Docker writes null', () => {
    expect(readVolumes({ Volumes: null })).toEqual([]);
  });

  test('that is none says so', () => {
    expect(() => readVolumes([])).toThrow('not-an-engine');
  });
});

describe('sizes', () => {
  test('are bytes by name, without those that the driver does not know', () => {
    const answer = {
      Volumes: [
        { Name: 'a', UsageData: { Size: 5, RefCount: 1 } },
        { Name: 'b', UsageData: { Size: -1, RefCount: -1 } },
        { Name: 'c' },
        { Name: 'd', UsageData: { Size: '7' } },
        { Name: 'e', UsageData: { Size: 0 } },
        null,
      ],
    };
    expect(readSizes(answer)).toEqual({ a: 5, e: 0 });
  });

  test.each([null, [], {}, { Volumes: null }])('of %j are none', (answer) => {
    expect(readSizes(answer)).toEqual({});
  });
});

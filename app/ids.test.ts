import { describe, expect, it } from 'vitest';
import { ContainerId } from './containers.ts';
import { ImageId } from './images.ts';
import { NetworkId } from './networks.ts';
import { VolumeName } from './volumes.ts';

const hex = '0123456789abcdef'.repeat(4);

describe('an id that a page may name', () => {
  it.each([
    ['a container', ContainerId, [hex], [`sha256:${hex}`, hex.toUpperCase(), `${hex}0`, hex.slice(1), 'web']],
    ['an image', ImageId, [hex, `sha256:${hex}`], [`sha512:${hex}`, 'sha256:', hex.slice(1), 'busybox']],
    ['a network', NetworkId, [hex, 'vx2bk5qzf3j0l6sp7nd1t9wyc'], ['bridge', `sha256:${hex}`, hex.slice(1)]],
    [
      'a volume',
      VolumeName,
      ['data', 'shop_db-1.0', hex, 'a'.repeat(255)],
      ['-f', '../etc', 'a/b', '', 'a'.repeat(256)],
    ],
  ] as const)('of %s is whole, and no path', (_of, id, good, bad) => {
    const isTaken = (text: unknown) => id.safeParse(text).success;
    expect([...good].filter(isTaken)).toEqual(good);
    expect([...bad, '', `${good[0]}/json`, `${good[0]}\n`, '%2e%2e', 7].filter(isTaken)).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { apart, hasSharedStore, readUsage } from './disk.ts';

test('what an engine uses its disk for, and what of it nothing uses', () => {
  const usage = readUsage({
    LayersSize: 100,
    Images: [
      { Size: 80, SharedSize: 20, Containers: 1 },
      { Size: 40, SharedSize: 20, Containers: 0 },
    ],
    Containers: [{ SizeRw: 5, State: 'running' }, { SizeRw: 7, State: 'exited' }, { State: 'created' }],
    Volumes: [
      { UsageData: { Size: 10, RefCount: 1 } },
      { UsageData: { Size: 30, RefCount: 0 } },
      { UsageData: { Size: -1, RefCount: -1 } },
    ],
    BuildCache: [
      { Size: 3, InUse: true },
      { Size: 4, InUse: false },
      { Size: 50, InUse: false, Shared: true },
    ],
  });
  expect(usage).toEqual({
    images: { bytes: 100, free: 20 },
    containers: { bytes: 12, free: 7 },
    volumes: { bytes: 40, free: 30 },
    cache: { bytes: 7, free: 4 },
  });
});

test('what one store has besides images does not count as theirs', () => {
  // As Docker 28 answers with containerd's store, where a container has written 5 MB.
  const usage = readUsage({
    LayersSize: 26_361_358,
    Images: [{ Id: 'sha256:a', Size: 4_171_758, SharedSize: 0, Containers: 1 }],
    Containers: [{ SizeRw: 5_005_312, State: 'running', ImageID: 'sha256:a' }],
    BuildCache: [{ Size: 17_163_808, InUse: false, Shared: false }],
  });
  expect(apart(usage)).toEqual({ ...usage, images: { bytes: 4_192_238, free: 0 } });
  expect(apart({ ...usage, images: { bytes: 5, free: 5 } }).images).toEqual({ bytes: 0, free: 0 });
});

test('containerd’s store is told by its driver type', () => {
  const type = ['driver-type', 'io.containerd.snapshotter.v1'];
  expect(hasSharedStore({ Driver: 'overlayfs', DriverStatus: [type] })).toBe(true);
  for (const DriverStatus of [null, 'x', [], [['Backing Filesystem', 'extfs']], [null, [type]]]) {
    expect(hasSharedStore({ DriverStatus })).toBe(false);
  }
});

test('an image is used by the containers that name it where the engine does not count them', () => {
  const { images } = readUsage({
    Images: [
      { Id: 'sha256:a', Size: 80, SharedSize: -1, Containers: -1 },
      { Id: 'sha256:b', Size: 40, SharedSize: -1, Containers: -1 },
    ],
    Containers: [{ ImageID: 'sha256:a', State: 'exited' }],
  });
  expect(images).toEqual({ bytes: 120, free: 40 });
});

test('what images share counts once where the engine does not tell what all of them hold', () => {
  const shared = { Containers: 1, SharedSize: 4_000_000 };
  const Images = [
    { ...shared, Size: 4_000_005 },
    { ...shared, Size: 4_000_003 },
    { Containers: 0, SharedSize: 0, Size: 7 },
  ];
  expect(readUsage({ LayersSize: 0, Images }).images).toEqual({ bytes: 4_000_015, free: 7 });
});

test.each([[undefined], [{}], [{ Images: null, Volumes: 'x', BuildCache: [1] }]])('%j is an empty disk', (answer) => {
  const none = { bytes: 0, free: 0 };
  expect(readUsage(answer)).toEqual({ images: none, containers: none, volumes: none, cache: none });
});

import { expect, test } from 'vitest';
import { readUsage } from './disk.ts';

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

test.each([[undefined], [{}], [{ Images: null, Volumes: 'x', BuildCache: [1] }]])('%j is an empty disk', (answer) => {
  const none = { bytes: 0, free: 0 };
  expect(readUsage(answer)).toEqual({ images: none, containers: none, volumes: none, cache: none });
});

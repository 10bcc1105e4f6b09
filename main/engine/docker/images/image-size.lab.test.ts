import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../../e2e/lab/engines.ts';
import { dockerEngine } from '../engine.ts';

const never = new AbortController().signal;
const megabyte = 1_000_000;

describe('the size of images', () => {
  onEachEngine(
    (tested) => {
      const engine = () => dockerEngine({ kind: 'unix', path: tested().socket });

      test('is one in the list and in detail', async () => {
        const { images } = engine();
        const listed = await images.list(never);
        expect(listed.length).toBeGreaterThan(0);
        for (const { id, size } of listed) expect((await images.inspect(id, never)).size).toBe(size);
      });

      test('does not grow by what a container writes', async () => {
        const { disk, containers } = engine();
        const before = await disk.usage(never);
        const write = 'head -c 5000000 /dev/urandom >/big; sleep 1000';
        const id = (await tested().cli('run', '-d', 'busybox', 'sh', '-c', write)).stdout.trim();
        const written = async () => (await disk.usage(never)).containers.bytes - before.containers.bytes;
        await expect.poll(written, { timeout: 30_000 }).toBeGreaterThan(4 * megabyte);
        const after = await disk.usage(never);
        await containers.remove(id, true, never);
        expect(Math.abs(after.images.bytes - before.images.bytes)).toBeLessThan(megabyte);
      }, 60_000);
    },
    ['docker', 'newer-docker', 'containerd-store', 'podman4', 'podman5'],
  );
});

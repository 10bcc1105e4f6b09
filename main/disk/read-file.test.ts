import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileWithin, readTextWithin } from './read-file.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-read-'));
});

afterAll(() => rm(folder, { recursive: true }));

describe('reading a file', () => {
  it('gives what is in it, through a link too', async () => {
    const path = join(folder, 'text');
    await writeFile(path, 'käse');
    await symlink(path, join(folder, 'link'));
    expect(await readTextWithin(join(folder, 'link'), 5)).toBe('käse');
    expect((await readFileWithin(path, 5)).stats.size).toBe(5);
  });

  it('takes in no byte more than its bound', async () => {
    const path = join(folder, 'long');
    await writeFile(path, Buffer.alloc(200_000, 'a'));
    expect((await readFileWithin(path, 200_000)).bytes.length).toBe(200_000);
    await expect(readFileWithin(path, 199_999)).rejects.toMatchObject({ problem: { code: 'unsupported' } });
    appendFileSync(path, 'b');
    await expect(readFileWithin(path, 200_000)).rejects.toMatchObject({ problem: { code: 'unsupported' } });
  });

  it.runIf(process.platform === 'linux')('reads and bounds files that say that they are empty', async () => {
    expect(await readTextWithin('/proc/self/status', 100_000)).toContain('Pid:');
    await expect(readFileWithin('/proc/self/status', 10)).rejects.toMatchObject({ problem: { code: 'unsupported' } });
  });

  it.runIf(process.platform === 'linux')('neither waits for a pipe nor reads a device', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero', '/dev/tty', folder]) {
      const started = performance.now();
      await expect(readFileWithin(path, 100)).rejects.toMatchObject({ problem: { code: expect.any(String) } });
      expect(performance.now() - started).toBeLessThan(20_000);
    }
  });

  it('says what the disk said', async () => {
    await expect(readFileWithin(join(folder, 'none'), 10)).rejects.toMatchObject({ problem: { code: 'not-found' } });
  });
});

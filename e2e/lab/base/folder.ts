import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The path of a folder of the test's own, which goes with all that is in it when the test is over. */
export async function ownFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'gantry-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

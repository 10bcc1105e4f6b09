import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuildOrder, BuildRecord } from '../../../app/builds.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { BuildHistory } from './history.ts';

const secret = 'hunter2-hunter2';
const order: BuildOrder = {
  engine: 'e000000000000',
  folder: '/app',
  dockerfile: 'Dockerfile',
  tags: ['app:latest'],
  args: { TOKEN: secret },
  noCache: false,
  pull: false,
};
const id = `t${'0'.repeat(32)}`;
const { args: _, ...rest } = order;
const record: BuildRecord = {
  ...rest,
  argNames: ['TOKEN'],
  id,
  state: 'failed',
  started: 1,
  ended: 2,
  builder: 'buildkit',
  steps: [
    { id: 's', label: `[2/2] COPY ${secret} .`, instruction: `COPY ${secret} .`, state: 'failed', cached: false },
  ],
  stepCount: 1,
  cachedCount: 0,
  contextBytes: 0,
  contextFiles: 0,
  error: { message: `failed to compute cache key: "/${secret}" not found`, line: 2 },
  warnings: [{ message: secret }],
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-history-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the history of builds', () => {
  it('keeps names of arguments on disk and no value, wherever the builder wrote it', async () => {
    const history = await BuildHistory.open(unshared(folder));
    history.remember(id, order, 'FROM busybox\n');
    history.put(record);
    await history.flush();
    const text = await readFile(join(folder, 'builds.json'), 'utf8');
    expect(text).toContain('TOKEN');
    expect(text).not.toContain(secret);
  });

  it('builds again with the same values while they are known, and says so when they are not', async () => {
    const history = await BuildHistory.open(unshared(folder));
    history.remember(id, order, 'FROM busybox\n');
    history.put(record);
    expect(history.order(id)).toEqual(order);
    await history.flush();
    const later = await BuildHistory.open(unshared(folder));
    expect(() => later.order(id)).toThrow('build-values-not-kept');
    expect(() => later.order(`t${'1'.repeat(32)}`)).toThrow('build-forgotten');
  });

  it('takes the values out of what an earlier Gantry kept', async () => {
    const { argNames: __, ...old } = record;
    await writeFile(join(folder, 'builds.json'), JSON.stringify([{ ...old, args: order.args }]));
    const history = await BuildHistory.open(unshared(folder));
    const { value } = await history.list.read(new AbortController().signal).next();
    expect(value?.changed[0]).toMatchObject({ argNames: ['TOKEN'] });
    expect(value?.changed[0]).not.toHaveProperty('args');
    await history.flush();
    expect(await readFile(join(folder, 'builds.json'), 'utf8')).not.toContain('"args"');
  });
});

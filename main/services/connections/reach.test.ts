import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConnectionWay } from '../../../app/engines/connections.ts';
import type { ReachReport } from '../../../app/engines/reach.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { startFakeEngine } from '../../../e2e/fake/engine.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { KnownEngines } from './known-engines.ts';
import { createPrompts } from './prompts.ts';
import { createReach } from './reach.ts';

let root = '';
const closers: (() => unknown)[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'r-'));
  await mkdir(join(root, 'data'));
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  await rm(root, { recursive: true, force: true });
});

async function open() {
  const machine: Machine = { env: {}, home: join(root, 'home'), platform: 'linux', uid: 1000, root };
  const known = await KnownEngines.open(unshared(join(root, 'data')), machine);
  closers.push(() => known.dispose());
  await known.find();
  const reach = createReach(known, createPrompts(), machine, {});
  const last = async (way: ConnectionWay): Promise<ReachReport> => {
    let report: ReachReport = { steps: [] };
    for await (const next of reach.testNew(way, { signal: new AbortController().signal })) report = next;
    return report;
  };
  return { known, last };
}

const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

describe('the test of what stands in a form', () => {
  test('goes the whole way, and nobody knows the engine afterwards', async () => {
    const engine = await startFakeEngine();
    closers.push(() => engine.close());
    const { known, last } = await open();
    const before = known.all;
    const { steps, version } = await last({ address: ` unix://${engine.socket} ` });
    expect(steps.map(({ id, state }) => `${id} ${state}`)).toContain('engine passed');
    expect(steps.every(({ state }) => state === 'passed')).toBe(true);
    expect(version?.product).toBe('Docker');
    await known.find();
    expect(known.all).toEqual(before);
    expect(await readdir(join(root, 'data'))).toEqual([]);
  });

  test('ends at the step that fails', async () => {
    const { last } = await open();
    const { steps } = await last({ address: `unix://${root}/nowhere.sock` });
    expect(steps.find(({ state }) => state === 'failed')).toMatchObject({ id: 'socket' });
  });

  test('says which field is wrong before it goes anywhere', async () => {
    const { last } = await open();
    expect(await failure(last({ address: 'ssh://me:secret@far' }))).toMatchObject({
      reason: 'connection-password',
      field: 'address',
    });
    expect(await failure(last({ address: 'gopher://far' }))).toMatchObject({ field: 'address' });
    const ca = join(root, 'ca.pem');
    expect(await failure(last({ address: 'tcp://127.0.0.1:1', tls: { ca } }))).toMatchObject({ field: 'ca' });
    await writeFile(ca, '-----BEGIN CERTIFICATE-----\n');
    const cert = ca;
    expect(await failure(last({ address: 'tcp://127.0.0.1:1', tls: { ca, cert } }))).toMatchObject({ field: 'key' });
  });
});

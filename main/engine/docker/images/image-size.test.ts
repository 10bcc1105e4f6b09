import { afterEach, describe, expect, test } from 'vitest';
import { type FakeEngine, type FakeScript, sendJson, startFakeEngine } from '../../../../e2e/fake/engine.ts';
import { dockerEngine } from '../engine.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const never = new AbortController().signal;
const id = 'a'.repeat(64);
const other = 'b'.repeat(64);

/** An engine with an image that its list and its inspect give sizes of. */
async function start(inspect: object, rows: readonly object[], script: FakeScript = {}): Promise<FakeEngine> {
  const fake = await startFakeEngine({
    ...script,
    handlers: {
      'GET /images/:id/json': ({ response }) => sendJson(response, 200, { Id: `sha256:${id}`, ...inspect }),
      'GET /images/:id/history': ({ response }) => sendJson(response, 200, []),
      'GET /images/json': ({ response }) => sendJson(response, 200, rows),
    },
  });
  closers.push(() => fake.close());
  return fake;
}

const detailOf = (fake: FakeEngine) => dockerEngine({ kind: 'unix', path: fake.socket }).images.inspect(id, never);
const asks = (fake: FakeEngine) => fake.requests.filter(({ path }) => path.includes('/images/json')).length;

describe('the size of an image in detail', () => {
  // As Docker 28 answers with containerd's store.
  const stored = { RepoTags: ['busybox:latest'], Size: 2_131_950, GraphDriver: { Data: null, Name: 'overlayfs' } };

  test.each([
    ['Docker 28', stored],
    ['an engine that names no driver', { ...stored, GraphDriver: undefined }],
    ['a dangling image', { ...stored, RepoTags: [] }],
  ])('is that of the list where the engine keeps it twice: %s', async (_, inspect) => {
    const rows = [
      { Id: other, Size: 7 },
      { Id: `sha256:${id}`, Size: 4_171_758 },
    ];
    expect(await detailOf(await start(inspect, rows))).toMatchObject({ size: 4_171_758, packed: 2_131_950 });
  });

  test('is that of its inspect where the engine keeps it once, without a look at the list', async () => {
    const fake = await start({ ...stored, GraphDriver: { Data: { UpperDir: '/x' }, Name: 'overlay2' } }, []);
    const detail = await detailOf(fake);
    expect(detail).toMatchObject({ size: 2_131_950 });
    expect(detail).not.toHaveProperty('packed');
    expect(asks(fake)).toBe(0);
  });

  test.each([
    ['does not have it', [{ Id: other, Size: 7 }]],
    ['says the same', [{ Id: id, Size: 2_131_950 }]],
  ])('is that of its inspect where the list %s', async (_, rows) => {
    const detail = await detailOf(await start(stored, rows));
    expect(detail).toMatchObject({ size: 2_131_950 });
    expect(detail).not.toHaveProperty('packed');
  });

  test('is that of its inspect with Podman', async () => {
    const fake = await start(stored, [{ Id: id, Size: 9_000_000 }], { podman: true });
    expect(await detailOf(fake)).toMatchObject({ size: 2_131_950 });
    expect(asks(fake)).toBe(0);
  });
});

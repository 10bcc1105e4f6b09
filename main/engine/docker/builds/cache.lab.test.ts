import { afterEach, beforeEach, expect, test } from 'vitest';
import { removalOf } from '../../../../app/build/cache.ts';
import { BuildFixture } from '../../../../e2e/lab/build-fixture.ts';
import { DOCKERS, onEachEngine } from '../../../../e2e/lab/engines.ts';
import { dockerEngine } from '../engine.ts';
import { EngineHttp } from '../http/http.ts';
import { negotiate } from '../http/version.ts';
import { pruneCacheOfEngine, readCacheOfEngine } from './control/cache.ts';

let fixture: BuildFixture;
beforeEach(() => {
  fixture = new BuildFixture();
});
afterEach(() => fixture.remove());

const signal = AbortSignal.timeout(120_000);

onEachEngine((engine) => {
  const builds = () => dockerEngine({ kind: 'unix', path: engine().socket }).builds;
  /** Of this test only: the engine is that of others, too. */
  const own = async () => {
    const records = (await builds().cache(signal)) ?? [];
    return {
      records,
      ids: records.filter(({ description }) => description.includes(fixture.folder)).map(({ id }) => id),
    };
  };

  test('tells what a build left, and frees what the preview says', async () => {
    const run = (n: number, made: string) => `RUN dd if=/dev/zero of=/${n} bs=1M count=${n} && echo ${made}`;
    fixture.put({ Dockerfile: `FROM busybox\n${run(1, fixture.folder)}\n${run(2, fixture.folder)}\n` });
    expect((await fixture.build(engine().socket, { output: { kind: 'nothing' } })).task.problem).toBeUndefined();
    const { records, ids } = await own();
    const [first, second] = ids
      .map((id) => records.find((record) => record.id === id))
      .toSorted((a, b) => (a?.size ?? 0) - (b?.size ?? 0));
    expect([first?.size, second?.size].map((size) => Math.floor((size ?? 0) / 2 ** 20))).toEqual([1, 2]);
    expect(second).toMatchObject({ parents: [first?.id], inUse: false, shared: false, uses: expect.any(Number) });
    expect(Date.now() - (second?.created ?? 0)).toBeLessThan(3_600_000);

    // What the second is built on stays as long as that does.
    expect(removalOf(records, new Set([first?.id ?? '']))).toMatchObject({ going: [], held: 1 });
    const { going, bytes } = removalOf(records, new Set(ids));
    const gone: string[] = [];
    let freed = 0;
    for await (const { id, size } of builds().pruneCache(going, signal)) {
      gone.push(id);
      freed += size;
    }
    expect([new Set(gone), freed]).toEqual([new Set(ids), bytes]);
    expect((await own()).ids).toEqual([]);
  });

  test('the engine’s own API tells the same, and removes the same', async () => {
    fixture.put({ Dockerfile: `FROM busybox\nRUN echo ${fixture.folder} >/a\nRUN echo ${fixture.folder} >/b\n` });
    await fixture.build(engine().socket, { output: { kind: 'nothing' } });
    const http = new EngineHttp({ kind: 'unix', path: engine().socket }, negotiate);
    const { records, ids } = await own();
    const plain = await readCacheOfEngine(http, signal);
    const of = (all: typeof plain) =>
      all.filter(({ id }) => ids.includes(id)).toSorted((a, b) => a.id.localeCompare(b.id));
    const still = ({ id, size, parents, description, shared }: (typeof plain)[number]) => [
      id,
      size,
      parents,
      description,
      shared,
    ];
    expect(of(plain).map(still)).toEqual(of(records).map(still));
    const gone: string[] = [];
    for await (const { id } of pruneCacheOfEngine(http, removalOf(plain, new Set(ids)).going, signal)) gone.push(id);
    expect(new Set(gone)).toEqual(new Set(ids));
  });
}, DOCKERS);

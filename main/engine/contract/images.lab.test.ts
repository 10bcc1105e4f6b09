import { expect, test } from 'vitest';
import type { Image } from '../../../app/images.ts';
import { contract, failure, never, type Subject } from '../../../e2e/lab/contract.ts';
import { list, record } from '../../base/json.ts';

const find = async ({ engine }: Subject, id: string): Promise<Image | undefined> =>
  (await engine.images.list(never)).find((each) => each.id === id);

/** An image of its own under these names, or under none, made from a container. */
async function image(on: Subject, ...names: string[]): Promise<string> {
  const source = await on.docker('create', 'busybox', 'sh', '-c', `echo ${Math.random()}`);
  const id = await on.commit(source, `LABEL made=${source}`);
  await on.docker('rm', source);
  for (const name of names) await on.engine.images.tag(id, name, never);
  return id;
}

/** An engine may say where a name is of which a person leaves that out. */
const familiar = (names: readonly string[]): string[] =>
  names.map((name) => name.replace(/^(docker\.io\/library|docker\.io|localhost)\//, '')).toSorted();

contract('images', (on) => {
  test('are listed with their names and labels, as the engine has them, and with one size wherever they are seen', async () => {
    const { raw } = on();
    const id = await image(on(), 'contract/app:1', 'contract-other');
    const said = await raw(`/images/${id}/json`);
    const row = await find(on(), id);
    expect(row).toMatchObject({ dangling: false, labels: { made: expect.any(String) } });
    expect(familiar(row?.tags ?? [])).toEqual(['contract-other:latest', 'contract/app:1']);
    expect(row?.size).toBe((await on().engine.images.inspect(id, never)).size);
    expect(row?.size).toBeGreaterThan(1_000_000);
    expect(Math.abs((row?.created ?? 0) - Date.parse(String(said['Created'])))).toBeLessThan(1000);
    await on().engine.images.remove(id, { force: true }, never);
  });

  test('are inspected with what they are made of', async () => {
    const { engine, raw } = on();
    const id = await image(on(), 'contract/app:1');
    const said = await raw(`/images/${id}/json`);
    const detail = await engine.images.inspect(id, never);
    expect(detail).toMatchObject({
      id,
      os: 'linux',
      arch: said['Architecture'],
      config: { command: record(said['Config'])['Cmd'], env: record(said['Config'])['Env'] },
      layers: list(record(said['RootFS'])['Layers']),
    });
    expect(detail.config.command[0]).toBe('sh');
    expect(detail.history.length).toBeGreaterThan(1);
    expect(detail.history[0]?.created).toBeGreaterThanOrEqual(detail.history.at(-1)?.created ?? 0);
    await engine.images.remove(id, { force: true }, never);
    expect(await failure(engine.images.inspect(id, never))).toMatchObject({
      code: 'not-found',
      reason: 'object-gone',
      params: { noun: 'image' },
    });
  });

  test('lose one name and go with the last, and are no error once they are gone', async () => {
    const { images } = on().engine;
    const id = await image(on(), 'contract/app:1', 'contract-other:2');
    const first = await images.remove(id, { reference: 'contract/app:1', force: false }, never);
    expect(familiar(first.untagged)).toEqual(['contract/app:1']);
    expect(first.deleted).toEqual([]);
    expect(familiar((await find(on(), id))?.tags ?? [])).toEqual(['contract-other:2']);
    const last = await images.remove(id, { reference: 'contract-other:2', force: false }, never);
    expect(last.deleted.map((gone) => gone.replace('sha256:', ''))).toContain(id);
    expect(await find(on(), id)).toBeUndefined();
    expect(await images.remove(id, { force: false }, never)).toEqual({ untagged: [], deleted: [] });
  });

  test('go at once with names in several repositories', async () => {
    const { images } = on().engine;
    const id = await image(on(), 'contract/app:1', 'contract-other:2', 'contract-other:3');
    const { untagged } = await images.remove(id, { force: false }, never);
    expect(familiar(untagged)).toEqual(['contract-other:2', 'contract-other:3', 'contract/app:1']);
    expect(await find(on(), id)).toBeUndefined();
  });

  test('take a name from the image that has it', async () => {
    const { images } = on().engine;
    const [old, young] = [await image(on(), 'contract/app:1'), await image(on())];
    await images.tag(young, 'contract/app:1', never);
    expect(await find(on(), old)).toMatchObject({ dangling: true, tags: [] });
    expect(familiar((await find(on(), young))?.tags ?? [])).toEqual(['contract/app:1']);
    for (const id of [old, young]) await images.remove(id, { force: true }, never);
  });

  test('in use stay with all their names, and tell the containers', async () => {
    const { engine, docker } = on();
    const id = await image(on(), 'contract/used:1', 'contract/used:2');
    await docker('create', '--name', 'contract-user', 'contract/used:1');
    expect(await failure(engine.images.remove(id, { force: false }, never))).toMatchObject({
      code: 'in-use',
      reason: 'object-in-use',
      params: { noun: 'image', names: 'contract-user', count: 1, more: 0 },
    });
    expect(familiar((await find(on(), id))?.tags ?? [])).toEqual(['contract/used:1', 'contract/used:2']);
    expect((await engine.images.unused('unused', never)).some((each) => each.id === id)).toBe(false);
    await docker('rm', 'contract-user');
    await engine.images.remove(id, { force: false }, never);
  });

  test('that nothing uses are what a prune takes, and without a name a prune of those', async () => {
    const { images } = on().engine;
    const [bare, named] = [await image(on()), await image(on(), 'contract/unused:1')];
    const ids = async (scope: 'dangling' | 'unused') => (await images.unused(scope, never)).map(({ id }) => id);
    expect(await ids('dangling')).toContain(bare);
    expect(await ids('dangling')).not.toContain(named);
    expect(await ids('unused')).toEqual(expect.arrayContaining([bare, named]));
    for (const id of [bare, named]) await images.remove(id, { force: true }, never);
  });
});

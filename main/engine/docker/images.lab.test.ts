import { afterEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from './engine.ts';

const { containers, images } = dockerEngine({ kind: 'unix', path: lab.socket });
const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

/** An image of its own, made from a container. */
async function image(...tags: string[]): Promise<string> {
  const source = await docker('create', 'busybox', 'sh', '-c', `echo ${Math.random()}`);
  const id = (await docker('commit', '--change', `LABEL made=${source}`, source)).trim().replace('sha256:', '');
  await containers.remove(source.trim(), true, never);
  for (const name of tags) await images.tag(id, name, never);
  undo.push(() => images.remove(id, { force: true }, never));
  return id;
}

const find = async (id: string) => (await images.list(never)).find((each) => each.id === id);

describe('images of a real engine', () => {
  test('are listed with their tags and inspected with their history', async () => {
    const id = await image('lab/app:1', 'lab-other');
    expect(await find(id)).toMatchObject({ tags: ['lab-other:latest', 'lab/app:1'], dangling: false });
    const detail = await images.inspect(id, never);
    expect(detail).toMatchObject({ id, os: 'linux', config: { command: ['sh', '-c', expect.any(String)] } });
    expect(detail.layers.length).toBeGreaterThan(0);
    expect(detail.history.length).toBeGreaterThan(0);
  });

  test('lose one name and go with the last', async () => {
    const id = await image('lab/app:1', 'lab-other:2');
    expect(await images.remove(id, { reference: 'lab/app:1', force: false }, never)).toMatchObject({ deleted: [] });
    expect(await find(id)).toMatchObject({ tags: ['lab-other:2'] });
    const last = await images.remove(id, { reference: 'lab-other:2', force: false }, never);
    expect(last.deleted).toContain(`sha256:${id}`);
    expect(await find(id)).toBeUndefined();
    expect(await failure(images.inspect(id, never))).toMatchObject({
      code: 'not-found',
      message: 'The engine does not know this image any more.',
    });
    expect(await images.remove(id, { force: false }, never)).toEqual({ untagged: [], deleted: [] });
  });

  test('with names in several repositories go at once', async () => {
    const id = await image('lab/app:1', 'lab-other:2', 'lab-other:3');
    const { untagged, deleted } = await images.remove(id, { force: false }, never);
    expect(untagged).toHaveLength(3);
    expect(deleted).toContain(`sha256:${id}`);
  });

  test('in use stay with all their names, and tell the containers', async () => {
    const id = await image('lab/used:1', 'lab/used:2');
    const user = (await docker('create', '--name', 'lab-image-user', 'lab/used:1')).trim();
    undo.push(() => containers.remove(user, true, never));
    expect(await failure(images.remove(id, { force: false }, never))).toMatchObject({
      code: 'in-use',
      message: 'The image is in use by the container lab-image-user.',
      nextStep: 'Remove that container first.',
    });
    expect(await find(id)).toMatchObject({ tags: ['lab/used:1', 'lab/used:2'] });
    expect((await images.unused('unused', never)).some((each) => each.id === id)).toBe(false);
    const taken = await failure(
      images
        .remove(id, { reference: 'lab/used:2', force: false }, never)
        .then(() => images.remove(id, { reference: 'lab/used:1', force: false }, never)),
    );
    expect(taken).toMatchObject({ code: 'in-use', message: 'The image is in use by the container lab-image-user.' });
  });

  test('without a name are what a prune of dangling ones takes', async () => {
    const bare = await image();
    const named = await image('lab/unused:1');
    const ids = async (scope: 'dangling' | 'unused') => (await images.unused(scope, never)).map(({ id }) => id);
    expect(await ids('dangling')).toContain(bare);
    expect(await ids('dangling')).not.toContain(named);
    expect(await ids('unused')).toEqual(expect.arrayContaining([bare, named]));
  });
});

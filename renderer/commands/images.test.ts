import { beforeEach, describe, expect, it } from 'vitest';
import type { Image } from '../../app/images.ts';
import { keyOf } from '../../app/object-key.ts';
import { far, idOf, near, openWindow, type PlayedWindow, turn } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { type ImageTarget, imageCommands, imageName, pruneImages, remove, removeTags } from './images.ts';

const image = (end: number, ...tags: string[]): Image => ({
  id: idOf(end),
  tags,
  digests: [],
  size: 1024 * end,
  created: 0,
  dangling: tags.length === 0,
  labels: {},
});
const target = (of: Image, more: Partial<ImageTarget> = {}): ImageTarget => ({ engine: near, image: of, ...more });
const command = (id: string) => {
  const found = imageCommands.find((one) => one.id === `images.${id}`);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const asked = () => window.session.question.state.getState().asked;
const form = () => window.session.dialog.state.getState().open;

describe('an image', () => {
  it('is called by its tag, else by where it is from, else by its id', () => {
    expect(imageName(image(1, 'docker.io/library/nginx:1.27', 'a:1'))).toBe('nginx:1.27');
    const digests = [`docker.io/library/redis@sha256:${idOf(9)}`];
    expect(imageName({ ...image(1), digests })).toBe(`redis@${idOf(1).slice(0, 12)}`);
    expect(imageName(image(1))).toBe(idOf(1).slice(0, 12));
  });

  it('has command lines by which an engine finds it', () => {
    const [tagged, bare] = [target(image(1, 'docker.io/library/nginx:1.27', 'web:2')), target(image(2))];
    const lines = (id: string) => cliLines(command(id), [tagged, bare]);
    const short = idOf(2).slice(0, 12);
    expect(lines('run')).toEqual(['docker run --detach nginx:1.27', `docker run --detach ${short}`]);
    expect(lines('remove')).toEqual(['docker rmi docker.io/library/nginx:1.27 web:2', `docker rmi ${short}`]);
    // What has no tag can be neither pulled nor pushed.
    expect(lines('pull')).toEqual(['docker pull nginx:1.27']);
    expect(lines('push')).toEqual(['docker push nginx:1.27']);
    expect(command('push').refusal(bare)).toBe('It has no tag: tag it first.');
  });

  it('opens its forms on its own engine', async () => {
    const one = target(image(1, 'web:2'), { engine: far });
    const opened: unknown[] = [];
    for (const id of ['run', 'tag', 'pull', 'push', 'save']) {
      await command(id).run([one], window.session);
      const shown = form();
      opened.push([shown?.kind, shown && 'engine' in shown.with && shown.with.engine]);
    }
    expect(opened).toEqual(
      ['containers.run', 'images.tag', 'transfers.pull', 'transfers.push', 'transfers.save'].map((kind) => [kind, far]),
    );
    await command('save').run([target(image(1, 'web:2', 'web:3')), target(image(2))], window.session);
    expect(form()).toMatchObject({ with: { references: ['web:2', idOf(2)] } });
  });
});

describe('removing images', () => {
  it('is refused while containers use the only name', () => {
    const users = ['a', 'b', 'c', 'd'];
    expect(remove.refusal(target(image(1, 'web:2'), { users }))).toBe('Used by a, b, c.');
    expect(remove.refusal(target(image(1, 'web:2', 'web:3'), { users }))).toBeUndefined();
    expect(remove.refusal(target(image(1, 'web:2')))).toBeUndefined();
  });

  it('of several tags asks which of them', async () => {
    await remove.run([target(image(1, 'web:2', 'web:3'))], window.session);
    expect(form()).toMatchObject({ kind: 'images.remove', with: { engine: near, image: { id: idOf(1) } } });
    expect(asked()).toBeUndefined();
  });

  it('asks first with what it frees, and removes each on its engine', async () => {
    const { host, session, said } = window;
    const removing = remove.run([target(image(1)), target(image(3, 'a:1', 'a:2'), { engine: far })], session);
    expect(asked()).toMatchObject({
      title: 'Remove 2 images?',
      body: 'Frees up to 4.0 KiB: layers that other images share stay. All their tags go with them.',
      items: [idOf(1).slice(0, 12), 'a:1'],
    });
    session.question.answer({ option: false });
    await removing;
    expect(host.callsOf('images.remove')).toEqual([
      { engine: near, id: idOf(1), force: false },
      { engine: far, id: idOf(3), force: false },
    ]);
    expect(said()).toEqual(['success: Removed 2 images']);
  });

  it('does nothing when the person says no', async () => {
    const removing = remove.run([target(image(1, 'web:2'))], window.session);
    window.session.question.answer(undefined);
    await removing;
    expect(window.host.callsOf('images.remove')).toEqual([]);
  });

  it('takes single tags from it, while it is marked as the one that is worked on', async () => {
    const { host, session, said } = window;
    const done: (() => void)[] = [];
    host.answer('images.remove', () => new Promise<void>((resolve) => done.push(resolve)));
    const removing = removeTags(target(image(1, 'a:1', 'a:2', 'a:3')), ['a:1', 'a:2'], session);
    await turn();
    expect([...session.pending.state.getState().keys()]).toEqual([keyOf({ engine: near, kind: 'image', id: idOf(1) })]);
    for (const end of done) end();
    await removing;
    expect(host.callsOf('images.remove')).toEqual(
      ['a:1', 'a:2'].map((reference) => ({ engine: near, id: idOf(1), reference, force: false })),
    );
    expect(said()).toEqual(['success: Removed 2 tags']);
  });
});

it('unused images are looked for on the engine that is looked at', () => {
  void pruneImages.run(window.session);
  expect(form()).toEqual({ kind: 'images.prune', with: { engine: near } });
});

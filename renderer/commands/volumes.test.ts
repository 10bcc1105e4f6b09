import { beforeEach, describe, expect, it, test } from 'vitest';
import { far, near, openWindow, type PlayedWindow } from '../stores/testing.ts';
import { cliLines } from './cli.ts';
import { bytesOf, createVolume, pruneVolumes, remove, type VolumeTarget } from './volumes.ts';

const target = (id: string, more: Partial<VolumeTarget> = {}): VolumeTarget => ({
  engine: near,
  volume: { id, driver: 'local', mountpoint: '', created: 0, labels: {}, anonymous: false },
  ...more,
});

let window: PlayedWindow;
beforeEach(async () => {
  window = await openWindow();
});
const asked = () => window.session.question.state.getState().asked;

describe('removing volumes', () => {
  it('is refused while containers use it', () => {
    const used = target('data', { users: ['a', 'b', 'c', 'd'] });
    expect(remove.refusal(used)).toBe('Used by a, b, c.');
    expect(remove.refusal(target('data'))).toBeUndefined();
    expect(cliLines(remove, [used])).toEqual(['docker volume rm data']);
  });

  it('says how much is lost, of each engine’s own volume of that name', async () => {
    const { host, session, said } = window;
    host.answer('volumes.sizes', ({ engine }: { engine: string }) => ({ data: engine === near ? 1024 : 4096 }));
    await session.volumeSizes.measure(near);
    await session.volumeSizes.measure(far);
    const removing = remove.run([target('data'), target('data', { engine: far }), target('new')], session);
    expect(asked()).toMatchObject({
      title: 'Remove 3 volumes?',
      body: '5.0 KiB and what is in 1 of unknown size in them will be lost for good.',
      items: ['data', 'data', 'new'],
    });
    session.question.answer({ option: false });
    await removing;
    expect(host.callsOf('volumes.remove')).toEqual([
      { engine: near, id: 'data' },
      { engine: far, id: 'data' },
      { engine: near, id: 'new' },
    ]);
    expect(said()).toEqual(['success: Removed 3 volumes']);
  });

  it('says that nobody knows how much, and does nothing when the person says no', async () => {
    const removing = remove.run([target('data')], window.session);
    expect(asked()).toMatchObject({
      title: 'Remove data?',
      body: 'All data (how much is not known) in it will be lost for good.',
    });
    window.session.question.answer(undefined);
    await removing;
    expect(window.host.callsOf('volumes.remove')).toEqual([]);
  });
});

it('forms open on the engine that is looked at', () => {
  void createVolume.run(window.session);
  expect(window.session.dialog.state.getState().open).toEqual({ kind: 'volumes.create', with: { engine: near } });
  void pruneVolumes.run(window.session);
  expect(window.session.dialog.state.getState().open).toEqual({ kind: 'volumes.prune', with: { engine: near } });
});

test.each([
  [['a'], { a: 2048 }, '2.0 KiB'],
  [['a', 'b'], { a: 1024, b: 1024 }, '2.0 KiB'],
  [['a', 'b'], { a: 1024 }, '1.0 KiB and what is in 1 of unknown size'],
  [['a'], {}, 'All data (how much is not known)'],
  [['a'], undefined, 'All data (how much is not known)'],
])('what goes with %j, of which %j is known: %s', (names, sizes, said) => {
  expect(bytesOf(names, sizes)).toBe(said);
});

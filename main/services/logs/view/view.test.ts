import { expect, test } from 'vitest';
import { Listeners } from '../../../base/listeners.ts';
import type { FollowState } from '../follow/follower.ts';
import { LiveLog } from '../follow/live-log.ts';
import { LogSink } from '../follow/sink.ts';
import { blockOf, openSpool } from '../store/spool-fixture.ts';
import { pageRows } from './arranged.ts';
import { LogView } from './view.ts';

/** A log whose reading the test tells of. */
class ToldLog extends LiveLog {
  readonly #listeners = new Listeners();
  #state: FollowState = 'reading';

  override get state(): FollowState {
    return this.#state;
  }

  override onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  become(state: FollowState): void {
    this.#state = state;
    this.#listeners.fire();
  }
}

async function logIn(view: LogView, name: string): Promise<ToldLog> {
  const log = new ToldLog(
    name.repeat(32),
    'e0123456789ab',
    await LogSink.open(await openSpool(undefined), () => openSpool(undefined)),
  );
  view.add({ log, release: () => undefined });
  return log;
}

async function shown({ now }: LogView): Promise<string[]> {
  return (await pageRows(now, now.order.places(0, now.order.end))).map((row) => row.text);
}

test.each(['reading', 'lost'] as const)(
  'rows of a log that was %s stand in their place once it was read',
  async (was) => {
    const view = new LogView(false);
    const [quick, slow] = [await logIn(view, 'a'), await logIn(view, 'b')];
    slow.become(was);
    await quick.sink.append(blockOf(['one'], 1));
    await quick.sink.append(blockOf(['three'], 3));
    quick.become('live');
    await expect.poll(() => shown(view)).toEqual(['one', 'three']);
    await slow.sink.append(blockOf(['two'], 2));
    await expect.poll(() => shown(view)).toEqual(['one', 'three', 'two']);
    const { epoch } = view;
    slow.become('live');
    await expect.poll(() => shown(view)).toEqual(['one', 'two', 'three']);
    expect(view.epoch).toBe(epoch + 1);
    view.dispose();
  },
);

test('rows do not change place where none came late', async () => {
  const view = new LogView(false);
  const [quick, slow] = [await logIn(view, 'a'), await logIn(view, 'b')];
  await quick.sink.append(blockOf(['one'], 1));
  quick.become('live');
  await expect.poll(() => shown(view)).toEqual(['one']);
  const { epoch } = view;
  await slow.sink.append(blockOf(['two'], 2));
  slow.become('live');
  await quick.sink.append(blockOf(['three'], 3));
  await expect.poll(() => shown(view)).toEqual(['one', 'two', 'three']);
  expect(view.epoch).toBe(epoch);
  view.dispose();
});

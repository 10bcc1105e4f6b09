import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import { ofHost } from '../../../app/object-key.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import type { Reader } from '../../../app/rpc/operation.ts';
import { cause } from '../../../app/rpc/problem.ts';
import type { Task } from '../../../app/tasks.ts';
import { saying, told } from '../../../app/text/sayings.ts';
import type { Link, LinkState } from '../link/link.ts';
import { createNoticeStore, type NoticeStore } from '../shown/notices.ts';
import { createTaskStore, type TaskStore } from './tasks.ts';

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  kind: 'pull',
  title: saying('pull', { image: id }),
  engine: 'e000000000000',
  subject: id,
  state: 'running',
  started: 1,
  parts: [],
  ...more,
});

let reader: Reader<ListChange<Task>>;
let store: TaskStore;
let notices: NoticeStore;

/** A link whose host tells what the test says. */
const link: Link = {
  state: createStore<LinkState>(() => 'open'),
  ask: () => Promise.reject(new Error('not asked here')),
  live: (open) => {
    const watch = (_params: object, given: Reader<ListChange<Task>>) => {
      reader = given;
      return () => undefined;
    };
    return open({ tasks: { watch } } as unknown as GantryClient);
  },
};

const say = (changed: readonly Task[], more: Partial<ListChange<Task>> = {}) =>
  void reader.onItem({ reset: false, complete: true, removed: [], changed, ...more });
const shown = () => notices.state.getState().map(({ tone, text }) => `${tone}: ${text}`);

beforeEach(() => {
  notices = createNoticeStore();
  store = createTaskStore(link, notices);
});

const list = () => store.of(ofHost);
const known = () => [...list().items.values()].map(({ id, text }) => [id, text]);

describe("the window's list of tasks", () => {
  it('is not known before the host has told, then follows it', () => {
    expect(list().complete).toBe(false);
    say([task('a'), task('b')], { reset: true });
    say([task('b', { text: told('Extracting') })], { removed: ['a'] });
    expect(list().complete).toBe(true);
    expect(known()).toEqual([['b', told('Extracting')]]);
    expect(store.find('b')).toMatchObject({ engine: 'e000000000000', text: told('Extracting') });
    expect(store.find('a')).toBeUndefined();
  });

  it('forgets what a renewed host does not know', () => {
    say([task('a')], { reset: true });
    say([task('b')], { reset: true });
    expect(known()).toEqual([['b', undefined]]);
  });

  it('says that it could not be read, keeps what was known and is asked for again', () => {
    vi.useFakeTimers();
    say([task('a')], { reset: true });
    const failing = reader;
    failing.onEnd({ code: 'internal', ...cause('unforeseen'), detail: 'No.' });
    expect(list()).toMatchObject({ status: 'failed', problem: { detail: 'No.' } });
    expect(known()).toEqual([['a', undefined]]);
    vi.runOnlyPendingTimers();
    expect(reader).not.toBe(failing);
    say([task('b')], { reset: true });
    expect(list().status).toBe('ready');
    expect(known()).toEqual([['b', undefined]]);
    vi.useRealTimers();
  });
});

describe('the notice of how a task ended', () => {
  it('comes once, for a task that this window started, with the problem of a failed one', () => {
    store.startedHere('a');
    store.startedHere('b');
    say([task('a'), task('b')], { reset: true });
    expect(shown()).toEqual([]);
    const problem = { code: 'not-found', reason: 'registry-no-image', params: {} } as const;
    say([
      task('a', { state: 'succeeded', text: told('Image is up to date') }),
      task('b', { state: 'failed', problem }),
    ]);
    say([task('a', { state: 'succeeded', text: told('Image is up to date') })], { reset: true });
    expect(shown()).toEqual(['success: Pull a: Image is up to date', 'failure: Pull b failed']);
    expect(notices.state.getState()[1]?.problem).toEqual(problem);
  });

  it('comes also when the end was told before the answer that it started', () => {
    say([task('a', { state: 'succeeded', text: saying('done') })], { reset: true });
    store.startedHere('a');
    expect(shown()).toEqual(['success: Pull a: done']);
  });

  it('does not come for tasks of other windows, nor for cancelled ones', () => {
    store.startedHere('a');
    say([task('a', { state: 'cancelled' }), task('b', { state: 'succeeded' })], { reset: true });
    expect(shown()).toEqual([]);
  });

  it('tells of a cancelled one what goes on all the same', () => {
    store.startedHere('a');
    const left = saying('build-goes-on', { instruction: 'RUN make' });
    say([task('a', { state: 'cancelled', text: left })], { reset: true });
    expect(shown()).toEqual(['success: Pull a: Cancelled, but the engine runs “RUN make” to its end']);
  });

  it('does not come over a view that shows the end, found by the task or by what it works on', () => {
    for (const id of ['a', 'b', 'c']) store.startedHere(id);
    const stop = store.watched('a');
    const first = store.watched('/folder');
    store.watched('/folder');
    first();
    const failed = task('a', { state: 'failed', problem: { code: 'internal', reason: 'engine-failed', params: {} } });
    say([failed, task('b', { subject: '/folder', state: 'succeeded' }), task('c')], { reset: true });
    expect(shown()).toEqual([]);
    stop();
    store.startedHere('a');
    expect(shown()).toHaveLength(1);
  });
});

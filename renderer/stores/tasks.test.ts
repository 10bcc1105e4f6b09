import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { GantryClient } from '../../app/contract.ts';
import type { ListChange } from '../../app/live.ts';
import type { Reader } from '../../app/rpc/operation.ts';
import type { Task } from '../../app/tasks.ts';
import type { Link, LinkState } from './link.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { createTaskStore, type TaskStore } from './tasks.ts';

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  kind: 'pull',
  title: `Pull ${id}`,
  engine: 'e000000000000',
  subject: id,
  state: 'running',
  started: 1,
  text: '',
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

describe("the window's list of tasks", () => {
  it('is not known before the host has told, then follows it', () => {
    expect(store.state.getState().known).toBe(false);
    say([task('a'), task('b')], { reset: true });
    say([task('b', { text: 'Extracting' })], { removed: ['a'] });
    expect(store.state.getState().known).toBe(true);
    expect([...store.state.getState().items.values()].map(({ id, text }) => [id, text])).toEqual([['b', 'Extracting']]);
  });

  it('forgets what a renewed host does not know', () => {
    say([task('a')], { reset: true });
    say([task('b')], { reset: true });
    expect([...store.state.getState().items.keys()]).toEqual(['b']);
  });
});

describe('the notice of how a task ended', () => {
  it('comes once, for a task that this window started, with the problem of a failed one', () => {
    store.startedHere('a');
    store.startedHere('b');
    say([task('a'), task('b')], { reset: true });
    expect(shown()).toEqual([]);
    const problem = { code: 'not-found', message: 'No such image.' } as const;
    say([task('a', { state: 'succeeded', text: 'Image is up to date' }), task('b', { state: 'failed', problem })]);
    say([task('a', { state: 'succeeded', text: 'Image is up to date' })], { reset: true });
    expect(shown()).toEqual(['success: Pull a: Image is up to date', 'failure: Pull b failed']);
    expect(notices.state.getState()[1]?.problem).toEqual(problem);
  });

  it('comes also when the end was told before the answer that it started', () => {
    say([task('a', { state: 'succeeded', text: 'Done' })], { reset: true });
    store.startedHere('a');
    expect(shown()).toEqual(['success: Pull a: done']);
  });

  it('does not come for tasks of other windows, nor for cancelled ones', () => {
    store.startedHere('a');
    say([task('a', { state: 'cancelled' }), task('b', { state: 'succeeded' })], { reset: true });
    expect(shown()).toEqual([]);
  });

  it('does not come over a view that shows the end, found by the task or by what it works on', () => {
    for (const id of ['a', 'b', 'c']) store.startedHere(id);
    const stop = store.watched('a');
    const first = store.watched('/folder');
    store.watched('/folder');
    first();
    const failed = task('a', { state: 'failed', problem: { code: 'internal', message: 'No.' } });
    say([failed, task('b', { subject: '/folder', state: 'succeeded' }), task('c')], { reset: true });
    expect(shown()).toEqual([]);
    stop();
    store.startedHere('a');
    expect(shown()).toHaveLength(1);
  });
});

import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { BuildRecord } from '../../app/builds.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { ListChange } from '../../app/live.ts';
import type { Reader } from '../../app/rpc/operation.ts';
import type { Task, TaskPart } from '../../app/tasks.ts';
import { createBuildStore } from './builds.ts';
import type { Link } from './link.ts';
import type { TaskList } from './tasks.ts';

const step: TaskPart = { id: 's', label: '[1/1] RUN make', state: 'running', step: { line: 2 } };
const task = (parts: readonly TaskPart[]) => ({ id: 't', kind: 'build', state: 'running', parts }) as unknown as Task;
const record = (state: BuildRecord['state'], steps: BuildRecord['steps'] = []) =>
  ({ id: 't', state, steps }) as unknown as BuildRecord;

/** The store, and how a host would tell it of builds and tasks. */
function followed() {
  let reader: Reader<ListChange<BuildRecord>> | undefined;
  const watch = (_: object, given: typeof reader) => {
    reader = given;
    return () => undefined;
  };
  const client = { builds: { watch } } as unknown as GantryClient;
  const link = { live: (open: (client: GantryClient) => unknown) => open(client) } as unknown as Link;
  const tasks = createStore<TaskList>(() => ({ known: true, items: new Map() }));
  const store = createBuildStore(link, { state: tasks });
  const stop = store.follow();
  return {
    stop,
    states: () =>
      store.state
        .getState()
        .items.get('t')
        ?.steps.map(({ state }) => state),
    build: (build: BuildRecord): void => {
      void reader?.onItem({ reset: false, complete: true, changed: [build], removed: [] });
    },
    task: (parts: readonly TaskPart[]) => tasks.setState({ known: true, items: new Map([['t', task(parts)]]) }),
  };
}

test('a build that runs has the steps that its task tells, whichever of both comes first', () => {
  const { build, task, states, stop } = followed();
  build(record('running'));
  expect(states()).toEqual([]);
  task([step]);
  expect(states()).toEqual(['running']);
  task([{ ...step, state: 'done' }]);
  expect(states()).toEqual(['done']);
  build({ ...record('running'), stepCount: 1 });
  expect(states()).toEqual(['done']);
  stop();
});

test('one that has ended keeps the steps of its record', () => {
  const { build, task, states, stop } = followed();
  build(record('running'));
  task([step]);
  build(record('failed', [{ ...step, instruction: 'RUN make', state: 'failed', cached: false }]));
  task([{ ...step, state: 'cancelled' }]);
  expect(states()).toEqual(['failed']);
  stop();
});

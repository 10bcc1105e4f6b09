import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Container, ContainersChange } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engine.ts';
import type { Problem } from '../../app/problem.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';

/** One engine's containers as the page knows them. */
export interface ContainerList {
  readonly status: 'loading' | 'ready' | 'failed';
  /** False while only the running ones are there. */
  readonly complete: boolean;
  readonly items: ReadonlyMap<string, Container>;
  /** Ids known from before the last reset that it has not named yet: they stay on screen until the list is complete. */
  readonly unconfirmed: ReadonlySet<string>;
  readonly problem?: Problem;
}

/** First and longest pause before a list that could not be read is asked for again, in ms. */
const firstPause = 1000;
const longestPause = 10_000;

const nothing: ContainerList = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };

export interface ContainerStore {
  readonly state: StoreApi<ReadonlyMap<EngineId, ContainerList>>;
  of(engine: EngineId | undefined): ContainerList;
  /** Follows an engine's list until stopped. What was known stays on screen until the new list is there. */
  watch(engine: EngineId): Stop;
}

export function createContainerStore(link: Link): ContainerStore {
  const state = createStore<ReadonlyMap<EngineId, ContainerList>>(() => new Map());
  const of = (engine: EngineId | undefined) => (engine && state.getState().get(engine)) || nothing;
  const set = (engine: EngineId, list: ContainerList) =>
    state.setState(new Map(state.getState()).set(engine, list), true);
  /** A list that fails is shown as failed and asked for again, until it comes. */
  const follow = (client: GantryClient, engine: EngineId): Stop => {
    let stop: Stop = () => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = firstPause;
    const open = () => {
      stop = client.containers.watch(
        { engine },
        {
          onItem: (change) => {
            if (change.complete) pause = firstPause;
            set(engine, applyChange(of(engine), change));
          },
          // A lost link renews itself and the list with it: only real failures are shown.
          onEnd: (problem) => {
            if (!problem || problem.code === 'cancelled') return;
            set(engine, { ...of(engine), status: 'failed', problem });
            timer = setTimeout(open, pause);
            pause = Math.min(pause * 2, longestPause);
          },
        },
      );
    };
    open();
    return () => {
      clearTimeout(timer);
      stop();
    };
  };
  return { state, of, watch: (engine) => link.live((client) => follow(client, engine)) };
}

/** The list after a change. Items that are the same as before keep their identity, so that only changed rows render. */
export function applyChange(
  list: ContainerList,
  { reset, complete, changed, removed }: ContainersChange,
): ContainerList {
  const items = new Map(list.items);
  const unconfirmed = new Set(reset ? list.items.keys() : list.unconfirmed);
  for (const item of changed) {
    const before = list.items.get(item.id);
    items.set(item.id, before && isSame(before, item) ? before : item);
    unconfirmed.delete(item.id);
  }
  for (const id of removed) items.delete(id);
  if (complete) {
    for (const id of unconfirmed) items.delete(id);
    unconfirmed.clear();
  }
  return { status: 'ready', complete, items, unconfirmed };
}

function isSame(a: Container, b: Container): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

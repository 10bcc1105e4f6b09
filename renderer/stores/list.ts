import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engine.ts';
import type { ListChange } from '../../app/live.ts';
import type { Problem } from '../../app/problem.ts';
import type { Reader, Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';

/** What has a name of its own in a list. */
export interface Item {
  readonly id: string;
}

/** One engine's objects of one kind as the page knows them. */
export interface LiveItems<T> {
  readonly status: 'loading' | 'ready' | 'failed';
  /** False while only a part is there. */
  readonly complete: boolean;
  readonly items: ReadonlyMap<string, T>;
  /** Ids known from before the last reset that it has not named yet: they stay on screen until the list is complete. */
  readonly unconfirmed: ReadonlySet<string>;
  readonly problem?: Problem;
}

/** First and longest pause before a list that could not be read is asked for again, in ms. */
const firstPause = 1000;
const longestPause = 10_000;

export interface ListStore<T> {
  readonly state: StoreApi<ReadonlyMap<EngineId, LiveItems<T>>>;
  of(engine: EngineId | undefined): LiveItems<T>;
  /** Follows an engine's list until stopped. What was known stays on screen until the new list is there. */
  readonly watch: (engine: EngineId) => Stop;
}

/** Opens the stream that a list is made of. */
export type OpenList<T> = (client: GantryClient, engine: EngineId, reader: Reader<ListChange<T>>) => Stop;

/** Remembers the objects of one kind, by engine. A list that fails is shown as failed and asked for again, until it comes. */
export function createListStore<T extends Item>(link: Link, openList: OpenList<T>): ListStore<T> {
  const nothing: LiveItems<T> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
  const state = createStore<ReadonlyMap<EngineId, LiveItems<T>>>(() => new Map());
  const of = (engine: EngineId | undefined) => (engine && state.getState().get(engine)) || nothing;
  const set = (engine: EngineId, list: LiveItems<T>) =>
    state.setState(new Map(state.getState()).set(engine, list), true);
  const follow = (client: GantryClient, engine: EngineId): Stop => {
    let stop: Stop = () => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = firstPause;
    const open = () => {
      stop = openList(client, engine, {
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
      });
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
export function applyChange<T extends Item>(
  list: LiveItems<T>,
  { reset, complete, changed, removed }: ListChange<T>,
): LiveItems<T> {
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

function isSame(a: Item, b: Item): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

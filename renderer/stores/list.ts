import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engine.ts';
import type { ListChange } from '../../app/live.ts';
import { type Kind, keyOf, type ObjectKey } from '../../app/object-key.ts';
import type { Problem } from '../../app/problem.ts';
import type { Reader, Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';

/** What has a name of its own in a list. */
export interface Item {
  readonly id: string;
}

/** An object as the page has it: it tells which engine it is on. */
export type Keyed<T extends Item> = T & { readonly engine: EngineId; readonly key: ObjectKey };

/** Says of an object which engine it is on. */
export function keyed<T extends Item>(engine: EngineId, kind: Kind, item: T): Keyed<T> {
  return { ...item, engine, key: keyOf({ engine, kind, id: item.id }) };
}

/** Objects of one kind as the page knows them. */
export interface LiveItems<T> {
  readonly status: 'loading' | 'ready' | 'failed';
  /** False while only a part is there. */
  readonly complete: boolean;
  /** By key. */
  readonly items: ReadonlyMap<string, T>;
  /** Keys known from before the last reset that it has not named yet: they stay on screen until the list is complete. */
  readonly unconfirmed: ReadonlySet<string>;
  readonly problem?: Problem;
}

/** First and longest pause before a list that could not be read is asked for again, in ms. */
const firstPause = 1000;
const longestPause = 10_000;

export interface ListStore<T extends Item> {
  readonly state: StoreApi<ReadonlyMap<EngineId, LiveItems<Keyed<T>>>>;
  of(engine: EngineId | undefined): LiveItems<Keyed<T>>;
  /** The objects of several engines as one list; it is the same as long as the engines and their lists are. */
  within(engines: readonly EngineId[]): LiveItems<Keyed<T>>;
  /** Follows an engine's list until stopped. What was known stays on screen until the new list is there. */
  readonly watch: (engine: EngineId) => Stop;
}

interface Joined<T> {
  readonly parts: readonly LiveItems<T>[];
  readonly list: LiveItems<T>;
}

/** Opens the stream that a list is made of. */
export type OpenList<T> = (client: GantryClient, engine: EngineId, reader: Reader<ListChange<T>>) => Stop;

/** Remembers the objects of one kind, by engine. A list that fails is shown as failed and asked for again, until it comes. */
export function createListStore<T extends Item>(link: Link, kind: Kind, openList: OpenList<T>): ListStore<T> {
  const nothing: LiveItems<Keyed<T>> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
  const state = createStore<ReadonlyMap<EngineId, LiveItems<Keyed<T>>>>(() => new Map());
  const of = (engine: EngineId | undefined) => (engine && state.getState().get(engine)) || nothing;
  const joined = new WeakMap<readonly EngineId[], Joined<Keyed<T>>>();
  const within = (engines: readonly EngineId[]) => {
    const parts = engines.map(of);
    const before = joined.get(engines);
    if (before?.parts.every((part, at) => part === parts[at])) return before.list;
    const list = joinLists(parts) ?? nothing;
    joined.set(engines, { parts, list });
    return list;
  };
  const set = (engine: EngineId, list: LiveItems<Keyed<T>>) =>
    state.setState(new Map(state.getState()).set(engine, list), true);
  const follow = (client: GantryClient, engine: EngineId): Stop => {
    let stop: Stop = () => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let pause = firstPause;
    const open = () => {
      stop = openList(client, engine, {
        onItem: (change) => {
          if (change.complete) pause = firstPause;
          set(
            engine,
            applyChange(of(engine), keyedChange(engine, kind, change), ({ key }) => key),
          );
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
  return { state, of, within, watch: (engine) => link.live((client) => follow(client, engine)) };
}

function keyedChange<T extends Item>(engine: EngineId, kind: Kind, change: ListChange<T>): ListChange<Keyed<T>> {
  return {
    ...change,
    changed: change.changed.map((item) => keyed(engine, kind, item)),
    removed: change.removed.map((id) => keyOf({ engine, kind, id })),
  };
}

/** One list of several: there as soon as one is, complete when all are, failed when one has; undefined of none. */
function joinLists<T>(lists: readonly LiveItems<T>[]): LiveItems<T> | undefined {
  const [first, ...rest] = lists;
  if (!first || rest.length === 0) return first;
  const failed = lists.find(({ status }) => status === 'failed');
  return {
    status: failed ? 'failed' : lists.some(({ status }) => status === 'ready') ? 'ready' : 'loading',
    complete: lists.every(({ complete }) => complete),
    items: new Map(lists.flatMap(({ items }) => [...items])),
    unconfirmed: new Set(lists.flatMap(({ unconfirmed }) => [...unconfirmed])),
    ...(failed?.problem ? { problem: failed.problem } : {}),
  };
}

/** The list after a change, by what `nameOf` calls its items. Items that are the same as before keep their identity, so that only changed rows render. */
export function applyChange<T>(
  list: LiveItems<T>,
  { reset, complete, changed, removed }: ListChange<T>,
  nameOf: (item: T) => string,
): LiveItems<T> {
  const items = new Map(list.items);
  const unconfirmed = new Set(reset ? list.items.keys() : list.unconfirmed);
  for (const item of changed) {
    const name = nameOf(item);
    const before = list.items.get(name);
    items.set(name, before && isSame(before, item) ? before : item);
    unconfirmed.delete(name);
  }
  for (const name of removed) items.delete(name);
  if (complete) {
    for (const name of unconfirmed) items.delete(name);
    unconfirmed.clear();
  }
  return { status: 'ready', complete, items, unconfirmed };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf, type ObjectKey, type ObjectRef } from '../../../app/object-key.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import type { Reader, Stop } from '../../../app/rpc/operation.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import type { Link } from '../link/link.ts';

/** What has a name of its own in a list. */
export interface Item {
  readonly id: string;
}

/** An object as the page has it: it tells which engine it is on; one of the host's own says that itself. */
export type Keyed<T extends Item> = T & { readonly engine: EngineId; readonly key: ObjectKey };

type AnyKind = ObjectRef['kind'];

/** Says of an object which engine it is on. */
export function keyed<T extends Item>(engine: EngineId, kind: AnyKind, item: T): Keyed<T> {
  return { engine, ...item, key: keyOf({ engine, kind, id: item.id }) };
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
  /** Of several engines' lists joined: the engine whose problem that is. */
  readonly failedOn?: EngineId;
  /** Of several engines' lists joined: the engines whose own is not complete. */
  readonly unread?: ReadonlySet<EngineId>;
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

/**
 * Time between two changes that are told of several engines' lists, in ms: joining, sorting and drawing ten thousand rows
 * for each of 200 events a second leaves a page no time to scroll. Short of the 100 ms after which a person sees a delay.
 */
const pace = 50;

interface Joined<T> {
  readonly parts: readonly LiveItems<T>[];
  readonly list: LiveItems<T>;
}

/** Opens the stream that a list is made of. */
export type OpenList<T> = (client: GantryClient, engine: EngineId, reader: Reader<ListChange<T>>) => Stop;

/** Remembers the objects of one kind, by engine; the host's own under `ofHost`. A list that fails is shown as failed and asked for again, until it comes. */
export function createListStore<T extends Item>(link: Link, kind: AnyKind, openList: OpenList<T>): ListStore<T> {
  const nothing: LiveItems<Keyed<T>> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
  const state = createStore<ReadonlyMap<EngineId, LiveItems<Keyed<T>>>>(() => new Map());
  const watched = new Map<EngineId, number>();
  const paced = createPaced(state, () => watched.size > 1);
  const of = (engine: EngineId | undefined) => (engine && paced.latest().get(engine)) || nothing;
  const joined = new WeakMap<readonly EngineId[], Joined<Keyed<T>>>();
  const within = (engines: readonly EngineId[]) => {
    const parts = engines.map(of);
    const before = joined.get(engines);
    if (before?.parts.every((part, at) => part === parts[at])) return before.list;
    const list = joinLists(engines, parts) ?? nothing;
    joined.set(engines, { parts, list });
    return list;
  };
  const set = (engine: EngineId, list: LiveItems<Keyed<T>>) => paced.set(new Map(paced.latest()).set(engine, list));
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
  return {
    state,
    of,
    within,
    watch: (engine) => {
      watched.set(engine, (watched.get(engine) ?? 0) + 1);
      const stop = link.live((client) => follow(client, engine));
      return () => {
        const left = (watched.get(engine) ?? 0) - 1;
        if (left > 0) watched.set(engine, left);
        else watched.delete(engine);
        stop();
      };
    },
  };
}

function keyedChange<T extends Item>(engine: EngineId, kind: AnyKind, change: ListChange<T>): ListChange<Keyed<T>> {
  return {
    ...change,
    changed: change.changed.map((item) => keyed(engine, kind, item)),
    removed: change.removed.map((id) => keyOf({ engine, kind, id })),
  };
}

/** One list of several: there as soon as one is, complete when all are, failed when one has; undefined of none. */
function joinLists<T>(engines: readonly EngineId[], lists: readonly LiveItems<T>[]): LiveItems<T> | undefined {
  const [first] = lists;
  if (!first || lists.length === 1) return first;
  const failed = lists.findIndex(({ status }) => status === 'failed');
  const { problem } = lists[failed] ?? {};
  const failedOn = engines[failed];
  const items = new Map<string, T>();
  const unconfirmed = new Set<string>();
  for (const list of lists) {
    for (const [key, item] of list.items) items.set(key, item);
    for (const key of list.unconfirmed) unconfirmed.add(key);
  }
  const unread = new Set(engines.filter((_, at) => lists[at]?.complete !== true));
  return {
    status: failed >= 0 ? 'failed' : lists.some(({ status }) => status === 'ready') ? 'ready' : 'loading',
    complete: unread.size === 0,
    items,
    unconfirmed,
    unread,
    ...(problem ? { problem } : {}),
    ...(failedOn === undefined ? {} : { failedOn }),
  };
}

/** Whether all of an engine's part of a list is there, so that what is missing is gone. */
export function isKnown<T>({ complete, unread }: LiveItems<T>, engine: EngineId): boolean {
  return unread ? !unread.has(engine) : complete;
}

/** Tells of a change at once, but of more in quick succession once each `pace` ms, as long as there are `several` engines. */
function createPaced<T>(state: StoreApi<ReadonlyMap<EngineId, T>>, several: () => boolean) {
  let waiting: ReadonlyMap<EngineId, T> | undefined;
  let rests = false;
  const tell = (lists: ReadonlyMap<EngineId, T>) => {
    waiting = undefined;
    rests = several();
    if (rests) setTimeout(rest, pace);
    state.setState(lists, true);
  };
  const rest = () => {
    rests = false;
    if (waiting) tell(waiting);
  };
  return {
    /** With what is not told yet. */
    latest: () => waiting ?? state.getState(),
    set: (lists: ReadonlyMap<EngineId, T>) => {
      if (rests) waiting = lists;
      else tell(lists);
    },
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

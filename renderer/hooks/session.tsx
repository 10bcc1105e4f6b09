import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { EngineFeatures, EngineId, EngineState } from '../../app/engines/engine.ts';
import { ofHost } from '../../app/object-key.ts';
import type { Settings } from '../../app/settings.ts';
import type { Task } from '../../app/tasks.ts';
import { engineById, featuresOf } from '../stores/link/engine.ts';
import { firstEngine, shownEngines } from '../stores/link/scope.ts';
import type { ContainerList } from '../stores/lists/containers.ts';
import type { Item, Keyed, ListStore, LiveItems } from '../stores/lists/list.ts';
import type { Session } from '../stores/session.ts';
import { Clock } from '../stores/shown/clock.ts';
import type { Place } from '../stores/shown/place.ts';
import { formatDateTime } from '../words/times.ts';

const SessionContext = createContext<Session | undefined>(undefined);

/** Gives the views below it their window's stores. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Says to the views of a section how it is called. */
export const SectionLabel = createContext('');

/** How the section that a view is part of is called. */
export function useSectionLabel(): string {
  return useContext(SectionLabel);
}

/** The window's stores. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of a SessionProvider');
  return session;
}

export function useSettings(): Settings {
  return useStore(useSession().settings.state, ({ value }) => value);
}

/** A date with its time of day, as the person wants to read it; `unknown` for 0. In ms since the epoch. */
export function useDateTime(time: number): string {
  return formatDateTime(
    time,
    useStore(useSession().settings.state, ({ value }) => value.dates),
  );
}

export function usePlace(): Place {
  return useStore(useSession().place.state);
}

/** The engine that the window looks at, or the first of several; undefined until the host has said which. */
export function useEngine(): EngineState | undefined {
  const shown = useScope();
  return useStore(useSession().engine, ({ list }) => firstEngine(list, shown));
}

/** The state of each engine that the window looks at. */
export function useEngines(): readonly EngineState[] {
  const shown = useScope();
  const list = useStore(useSession().engine, ({ list }) => list);
  return useMemo(() => shownEngines(list, shown), [list, shown]);
}

/** How engines are called, and whether the window looks at more than one of them. */
export interface EngineNames {
  readonly several: boolean;
  /** Of every engine that the host knows, by id. */
  readonly names: ReadonlyMap<EngineId, string>;
}

/** How engines are called; the same as long as they are called so, whatever becomes of them. */
export function useEngineNames(): EngineNames {
  const several = useScope().length > 1;
  const told = useStore(useSession().engine, ({ list }) =>
    JSON.stringify(list?.engines.map(({ id, name }) => [id, name]) ?? []),
  );
  return useMemo(
    () => ({ several, names: new Map<EngineId, string>(JSON.parse(told) as [EngineId, string][]) }),
    [several, told],
  );
}

/** Those of several engines that cannot be reached; the same set as long as they are the same. */
export function useDownEngines(): ReadonlySet<EngineId> {
  const engines = useEngines();
  const down = engines.length > 1 ? engines.filter(({ status }) => status.kind === 'unreachable') : [];
  const ids = down.map(({ id }) => id).join(' ');
  return useMemo(() => new Set(ids.split(' ').filter(Boolean)), [ids]);
}

/** What an engine can do; undefined until it has been connected to. */
export function useFeatures(engine: EngineId): EngineFeatures | undefined {
  return useStore(useSession().engine, ({ list }) => featuresOf(list, engine));
}

/** The engines whose objects the lists show, by id; the same array as long as they are the same. */
export function useScope(): readonly EngineId[] {
  return useStore(useSession().shown);
}

/** The objects of one kind on those engines, as one list. */
export function useList<T extends Item>(store: ListStore<T>): LiveItems<Keyed<T>> {
  const engines = useScope();
  return useStore(store.state, () => store.within(engines));
}

/** The engine that an object is on; undefined where the host knows it no more. */
export function useEngineOf({ engine }: { readonly engine: EngineId }): EngineState | undefined {
  return useStore(useSession().engine, ({ list }) => engineById(list, engine));
}

/** An engine's containers; those of the engines that the window looks at are followed. Loading while the engine is not known. */
export function useContainers(engine: EngineId | undefined): ContainerList {
  const { containers } = useSession();
  return useStore(containers.state, () => containers.of(engine));
}

/** The host's tasks, of every engine. */
export function useTasks(): LiveItems<Keyed<Task>> {
  const { tasks } = useSession();
  return useStore(tasks.state, () => tasks.of(ofHost));
}

/** In ms. */
const tens = 10_000;

/** The time, renewed often enough for ages in whole units. Everything on screen has the same. */
export function useNow(everyMs: 1000 | typeof tens = tens): number {
  return useStore(everyMs === 1000 ? seconds : tenSeconds);
}

/** The time, renewed often enough for the age of what was at `time`, in ms: of the last minute that is told in seconds. */
export function useNowFor(time: number): number {
  const now = useNow();
  return useNow(now - time < 60_000 + tens ? 1000 : tens);
}

const seconds = new Clock(1000);
const tenSeconds = new Clock(tens);

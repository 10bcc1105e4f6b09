import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useStore } from 'zustand';
import type { EngineFeatures, EngineId, EngineState } from '../app/engine.ts';
import { formatDateTime } from '../app/format.ts';
import type { Settings } from '../app/settings.ts';
import { Clock } from './stores/clock.ts';
import type { ContainerList } from './stores/containers.ts';
import { featuresOf, selectedEngine } from './stores/engine.ts';
import type { Item, Keyed, ListStore, LiveItems } from './stores/list.ts';
import type { Place } from './stores/place.ts';
import { enginesIn } from './stores/scope.ts';
import type { Session } from './stores/session.ts';
import type { TaskList } from './stores/tasks.ts';

const SessionContext = createContext<Session | undefined>(undefined);

/** Gives the views below it their window's stores. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  return <SessionContext value={session}>{children}</SessionContext>;
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

/** The engine that the window looks at; undefined until the host has said which. */
export function useEngine(): EngineState | undefined {
  return useStore(useSession().engine, ({ list }) => selectedEngine(list));
}

/** What an engine can do; undefined until it has been connected to. */
export function useFeatures(engine: EngineId): EngineFeatures | undefined {
  return useStore(useSession().engine, ({ list }) => featuresOf(list, engine));
}

/** The engines whose objects the lists show. */
export function useScope(): readonly EngineId[] {
  const session = useSession();
  const scope = useStore(session.scope);
  const list = useStore(session.engine, ({ list }) => (scope === 'all' ? list : undefined));
  return useMemo(() => enginesIn(scope, list), [scope, list]);
}

/** The objects of one kind on those engines, as one list. */
export function useList<T extends Item>(store: ListStore<T>): LiveItems<Keyed<T>> {
  const engines = useScope();
  return useStore(store.state, () => store.within(engines));
}

/** The engine that an object is on; undefined where the host knows it no more. */
export function useEngineOf({ engine }: { readonly engine: EngineId }): EngineState | undefined {
  return useStore(useSession().engine, ({ list }) => list?.engines.find(({ id }) => id === engine));
}

/** An engine's containers; the selected engine's are followed. Loading while the engine is not known. */
export function useContainers(engine: EngineId | undefined): ContainerList {
  const { containers } = useSession();
  return useStore(containers.state, () => containers.of(engine));
}

/** The host's tasks, of every engine. */
export function useTasks(): TaskList {
  return useStore(useSession().tasks.state);
}

/** The time, renewed often enough for ages in whole units. Everything on screen has the same. */
export function useNow(everyMs: 1000 | 10_000 = 10_000): number {
  return useStore(everyMs === 1000 ? seconds : tenSeconds);
}

const seconds = new Clock(1000);
const tenSeconds = new Clock(10_000);

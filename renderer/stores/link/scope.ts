import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineId, EngineList, EngineState, Scope } from '../../../app/engines/engine.ts';
import { type EngineStore, selectedEngine } from './engine.ts';

/** What the window looks at; nothing until the host has said. */
export type ScopeStore = StoreApi<Scope>;

/** The engines of the scope by id, in the person's order; the same array as long as they are the same. */
export type ShownStore = StoreApi<readonly EngineId[]>;

/** Where a window keeps what it looks at, for when it is loaded again: each has its own. */
export interface ScopeMemory {
  /** What was kept; undefined for nothing. */
  read(): Scope | undefined;
  write(scope: Scope): void;
}

/**
 * What this window looks at: at first what it looked at before it was loaded again, or else what was chosen last in any
 * window; then what is chosen in it. Engines that the host knows no more are looked at no more; without any, the selected one is.
 */
export function createScopeStore(engine: EngineStore, memory: ScopeMemory): ScopeStore {
  const store: ScopeStore = createStore<Scope>(() => []);
  const renew = () => {
    const { list } = engine.getState();
    if (!list) return;
    const now = store.getState();
    const next = known(now.length > 0 ? now : (memory.read() ?? list.scope ?? []), list);
    if (next !== now) store.setState(next, true);
  };
  engine.subscribe(renew);
  renew();
  store.subscribe((scope) => memory.write(scope));
  return store;
}

/** A scope without engines that are not there; the same where all are. */
function known(scope: Scope, list: EngineList): Scope {
  if (scope === 'all') return scope;
  const ids = new Set(list.engines.map(({ id }) => id));
  const left = scope.filter((id) => ids.has(id));
  if (left.length === 0) return ids.has(list.selected) ? [list.selected] : scope;
  return left.length === scope.length ? scope : left;
}

/** The engines of a scope, by id, as far as the host has said which there are. */
export function enginesIn(scope: Scope, list: EngineList | undefined): readonly EngineId[] {
  return scope === 'all' ? (list?.engines ?? []).map(({ id }) => id) : scope;
}

/** Which engines a scope means now. */
export function createShownStore(engine: EngineStore, scope: ScopeStore): ShownStore {
  const shown = () => enginesIn(scope.getState(), engine.getState().list);
  const store: ShownStore = createStore<readonly EngineId[]>(shown);
  const renew = () => {
    const [before, now] = [store.getState(), shown()];
    if (before.length !== now.length || now.some((id, at) => id !== before[at])) store.setState(now, true);
  };
  engine.subscribe(renew);
  scope.subscribe(renew);
  return store;
}

/** The state of each engine that is looked at. */
export function shownEngines(list: EngineList | undefined, shown: readonly EngineId[]): readonly EngineState[] {
  const known = new Map(list?.engines.map((engine) => [engine.id, engine]));
  return shown.flatMap((id) => known.get(id) ?? []);
}

/** The engine that the window looks at, or the first of several. */
export function firstEngine(list: EngineList | undefined, shown: readonly EngineId[]): EngineState | undefined {
  return list?.engines.find(({ id }) => id === shown[0]) ?? selectedEngine(list);
}

/** A scope with one engine more, or less; in the order of the list, and as `all` when it has all. The last one stays. */
export function toggled(scope: Scope, engine: EngineId, list: EngineList): Scope {
  const before = new Set(enginesIn(scope, list));
  if (!before.delete(engine)) before.add(engine);
  if (before.size === 0) return scope;
  const next = list.engines.map(({ id }) => id).filter((id) => before.has(id));
  return next.length === list.engines.length ? 'all' : next;
}

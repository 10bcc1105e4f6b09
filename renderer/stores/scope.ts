import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineId, EngineList } from '../../app/engine.ts';
import { type EngineStore, selectedEngine } from './engine.ts';

/** Whose objects the lists show: those of every engine, or of these. */
export type Scope = 'all' | readonly EngineId[];

/** What the window looks at; nothing until the host has said. */
export type ScopeStore = StoreApi<Scope>;

/** The engine that is selected, and no other. */
export function createScopeStore(engine: EngineStore): ScopeStore {
  const selected = () => selectedEngine(engine.getState().list)?.id;
  const store: ScopeStore = createStore<Scope>(() => scopeOf(selected()));
  engine.subscribe(() => {
    const id = selected();
    if (store.getState()[0] !== id) store.setState(scopeOf(id), true);
  });
  return store;
}

function scopeOf(engine: EngineId | undefined): Scope {
  return engine === undefined ? [] : [engine];
}

/** The engines of a scope, by id, as far as the host has said which there are. */
export function enginesIn(scope: Scope, list: EngineList | undefined): readonly EngineId[] {
  return scope === 'all' ? (list?.engines ?? []).map(({ id }) => id) : scope;
}

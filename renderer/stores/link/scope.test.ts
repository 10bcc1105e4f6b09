import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EngineList, Scope } from '../../../app/engines/engine.ts';
import { engineOf } from '../testing.ts';
import type { EngineStore } from './engine.ts';
import { createScopeStore, createShownStore, enginesIn, type ScopeMemory, toggled } from './scope.ts';

const [a, b, c] = ['e00000000000a', 'e00000000000b', 'e00000000000c'];
const list = (selected: string, ids: readonly string[] = [a, b], scope?: Scope): EngineList => ({
  engines: ids.map((id) => engineOf(id)),
  selected,
  ...(scope === undefined ? {} : { scope }),
});

function open(kept?: Scope) {
  const engine: EngineStore = createStore(() => ({ list: undefined as EngineList | undefined }));
  let remembered = kept;
  const memory: ScopeMemory = { read: () => remembered, write: (scope) => (remembered = scope) };
  const scope = createScopeStore(engine, memory);
  return { engine, scope, shown: createShownStore(engine, scope), kept: () => remembered };
}

describe('what a window looks at', () => {
  it('is the engine that is selected, and stays so whatever another window chooses', () => {
    const { engine, scope } = open();
    expect(scope.getState()).toEqual([]);
    engine.setState({ list: list(a) });
    const before = scope.getState();
    expect(before).toEqual([a]);
    engine.setState({ list: list(b, [a, b], 'all') });
    expect(scope.getState()).toBe(before);
  });

  it('is what was chosen last, or what this window looked at before it was loaded again', () => {
    const fresh = open();
    fresh.engine.setState({ list: list(a, [a, b], [a, b]) });
    expect(fresh.scope.getState()).toEqual([a, b]);
    const again = open('all');
    again.engine.setState({ list: list(a) });
    expect(again.scope.getState()).toBe('all');
    again.scope.setState([b], true);
    expect(again.kept()).toEqual([b]);
  });

  it('leaves out what the host knows no more, and is the selected one when nothing is left', () => {
    const { engine, scope } = open([b, c]);
    engine.setState({ list: list(a, [a, b, c]) });
    expect(scope.getState()).toEqual([b, c]);
    engine.setState({ list: list(a, [a, b]) });
    expect(scope.getState()).toEqual([b]);
    engine.setState({ list: list(a, [a]) });
    expect(scope.getState()).toEqual([a]);
  });

  it('means the same engines until there are others: a list of all is not made anew when one is reached', () => {
    const { engine, shown } = open('all');
    engine.setState({ list: list(a) });
    const before = shown.getState();
    expect(before).toEqual([a, b]);
    engine.setState({ list: list(a) });
    expect(shown.getState()).toBe(before);
    engine.setState({ list: list(a, [a, b, c]) });
    expect(shown.getState()).toEqual([a, b, c]);
  });
});

it('all engines are those that the host knows', () => {
  expect(enginesIn('all', list(a))).toEqual([a, b]);
  expect(enginesIn('all', undefined)).toEqual([]);
  expect(enginesIn([b], list(a))).toEqual([b]);
});

it('an engine more or less is in the order of the list, all of them are all, and one stays', () => {
  const known = list(a, [a, b, c]);
  expect(toggled([c], a, known)).toEqual([a, c]);
  expect(toggled([a, c], b, known)).toBe('all');
  expect(toggled('all', b, known)).toEqual([a, c]);
  expect(toggled([b], b, known)).toEqual([b]);
});

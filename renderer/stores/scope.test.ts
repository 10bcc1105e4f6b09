import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EngineList, EngineState } from '../../app/engine.ts';
import type { EngineStore } from './engine.ts';
import { createScopeStore, enginesIn } from './scope.ts';

const [a, b] = ['e00000000000a', 'e00000000000b'];
const list = (selected: string): EngineList => ({ engines: [a, b].map((id) => ({ id }) as EngineState), selected });

it('the scope is the engine that is selected, and another only when that changes', () => {
  const engine: EngineStore = createStore(() => ({ list: undefined as EngineList | undefined }));
  const scope = createScopeStore(engine);
  expect(scope.getState()).toEqual([]);
  engine.setState({ list: list(a) });
  const before = scope.getState();
  expect(before).toEqual([a]);
  engine.setState({ list: list(a) });
  expect(scope.getState()).toBe(before);
  engine.setState({ list: list(b) });
  expect(scope.getState()).toEqual([b]);
});

it('all engines are those that the host knows', () => {
  expect(enginesIn('all', list(a))).toEqual([a, b]);
  expect(enginesIn('all', undefined)).toEqual([]);
  expect(enginesIn([b], list(a))).toEqual([b]);
});

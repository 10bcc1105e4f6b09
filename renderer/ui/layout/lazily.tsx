import { type ComponentType, useLayoutEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

interface Code<P> {
  readonly View?: ComponentType<P>;
  /** Why there is none. */
  readonly error?: unknown;
}

/** All that was declared, each with how its code comes. */
const loaders: (() => void)[] = [];
/** What is drawn empty, as its code is still to come. */
const awaited = new Set<object>();
const listeners = new Set<() => void>();

/**
 * A component whose code is run when it is first drawn, or before: see `loadAll`. Once that is done it is drawn at once,
 * as if it had always been there; until then nothing is drawn. What `load` rejects with is thrown where it is drawn.
 */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const code: StoreApi<Code<P>> = createStore(() => ({}));
  let asked = false;
  const ask = (): void => {
    if (asked) return;
    asked = true;
    load().then(
      (View) => code.setState({ View }),
      (error: unknown) => code.setState({ error }),
    );
  };
  loaders.push(ask);
  return function Lazily(props) {
    const { View, error } = useStore(code);
    useLayoutEffect(() => {
      if (View) return;
      ask();
      return wait();
    }, [View]);
    if (error !== undefined) throw error;
    return View ? <View {...props} /> : null;
  };
}

/** Runs the code of all components that come lazily, so that none is waited for later. */
export function loadAll(): void {
  for (const load of loaders) load();
}

/**
 * Runs something once nothing on screen waits for its code: now, or after the layout that draws the last of it. Returns
 * how to give that up.
 */
export function whenDrawn(run: () => void): () => void {
  if (awaited.size === 0) {
    run();
    return () => undefined;
  }
  listeners.add(run);
  return () => listeners.delete(run);
}

/** Something waits for its code; returns the end of that. */
function wait(): () => void {
  const one = {};
  awaited.add(one);
  return () => {
    awaited.delete(one);
    if (awaited.size > 0) return;
    const due = [...listeners];
    listeners.clear();
    // After this layout: what has come is only now being put into the page.
    for (const run of due) queueMicrotask(run);
  };
}

import type { Container } from '../../../app/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import type { WholeRecipe } from '../../engine/ports/recreation.ts';
import type { Entry } from './journal.ts';

/** What may take a moment to end by itself is given so long when it is stopped a second time, in s. */
const secondStop = 10;

/**
 * What became of an edit that was undone. `restored`: the old one is as it was. `remade`: that was gone, and was made anew.
 * `finished`: it was gone, the new one is in its place. `lost`: both are gone.
 */
export type Restored = 'restored' | 'remade' | 'finished' | 'lost';

/** How a container of before is had again that removed itself. */
export interface Again {
  readonly recipe: WholeRecipe;
  /** Resolves when a container is gone. */
  readonly gone: (id: string, signal: AbortSignal) => Promise<void>;
}

/**
 * Undoes an edit from wherever it is: the new container goes, the old one has its name and restart policy again and runs if
 * it did. It looks at what is so on the engine, so it may be done again after it was cut. An old one that is gone, as what
 * removes itself is, cannot be put back: it is made anew where its recipe is known, else what is left is brought to an end.
 */
export async function restore(entry: Entry, engine: Engine, signal: AbortSignal, again?: Again): Promise<Restored> {
  const { containers } = engine;
  const [old] = await containers.read([entry.old], signal);
  // Before its id is known, by a name that nobody else has.
  const [made] = await containers.read([entry.made ?? entry.fresh], signal);
  if (!old && again) return remake(entry, made, again, engine, signal);
  if (!old) return made ? finish(entry, made, engine, signal) : 'lost';
  // Its volumes are the old one's too, but for those that it brought itself: engines keep what another one uses.
  if (made) await containers.remove(made.id, true, signal);
  if (entry.phase === 'making') return 'restored';
  // Whether it was asked to end nobody knows: started before it has, it would be ended after.
  if (entry.phase === 'stopping' && isUp(old)) await containers.stop(old.id, signal, secondStop);
  if (old.name !== entry.name) await containers.rename(old.id, entry.name, signal);
  await setPolicy(entry, engine, entry.policy, signal);
  if (entry.ran) await containers.start(old.id, signal);
  return 'restored';
}

async function remake(
  { name, ran }: Entry,
  made: Container | undefined,
  { recipe, gone }: Again,
  { containers, recreation }: Engine,
  signal: AbortSignal,
): Promise<Restored> {
  if (made) {
    // It may be on its way by itself, and has its name until it is gone. What it has in volumes is to be had again.
    await containers.remove(made.id, false, signal);
    await gone(made.id, signal);
  }
  const { id } = await recreation.make(recipe, name, signal);
  if (ran) await containers.start(id, signal);
  return 'remade';
}

async function finish(entry: Entry, made: Container, { containers }: Engine, signal: AbortSignal): Promise<Restored> {
  if (made.name !== entry.target) await containers.rename(made.id, entry.target, signal);
  if (entry.ran) await containers.start(made.id, signal);
  return 'finished';
}

function isUp({ state }: Container): boolean {
  return state === 'running' || state === 'restarting' || state === 'paused';
}

/**
 * Gives the old container a restart policy: none while it is aside, or an engine that starts anew would start it beside the
 * new one. Not every engine changes it; those do not start by themselves what was stopped.
 */
export async function setPolicy(
  entry: Entry,
  engine: Engine,
  policy: Entry['policy'],
  signal: AbortSignal,
): Promise<void> {
  if (entry.policy === 'no' || !(await engine.version(signal)).features.updates) return;
  const { maxRetries } = entry;
  const isCounted = policy === 'on-failure' && maxRetries !== undefined;
  await engine.containers.update(entry.old, { restart: { policy, ...(isCounted ? { maxRetries } : {}) } }, signal);
}

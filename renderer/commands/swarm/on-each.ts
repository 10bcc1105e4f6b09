import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { Session } from '../../stores/session.ts';
import { doEach } from '../running/each.ts';

/** What of a target is one of a swarm's things, and which kind. */
export interface SwarmThing<T> {
  readonly kind: 'service' | 'node';
  readonly of: (target: T) => { readonly id: string; readonly name: string };
}

/** A verb as it is told. */
export interface ToldVerb {
  readonly label: string;
  readonly doing: string;
  readonly done: string;
}

/** Does one verb on each thing of a swarm, and tells how it went. `ask` is given how the contract names it. */
export function onEach<T extends { readonly engine: EngineId }>(
  { kind, of }: SwarmThing<T>,
  { label, doing, done }: ToldVerb,
  targets: readonly T[],
  session: Session,
  ask: (client: GantryClient, named: { readonly engine: EngineId; readonly id: string }, target: T) => Promise<void>,
): Promise<void> {
  return doEach(
    {
      label,
      doing,
      done,
      noun: kind,
      key: (target) => keyOf({ engine: target.engine, kind, id: of(target).id }),
      name: (target) => of(target).name,
      ask: (client, target) => ask(client, { engine: target.engine, id: of(target).id }, target),
    },
    targets,
    session,
  );
}

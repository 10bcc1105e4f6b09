import type { EngineId } from '../../../app/engines/engine.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { searchEngines } from '../../engine/endpoints/discover.ts';
import type { Endpoint, KnownEngine } from '../../engine/endpoints/endpoints.ts';
import { Look } from '../../engine/endpoints/look.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { LookedWatch } from '../../engine/endpoints/watch-looked.ts';
import { ConnectionsFile, type KeptConnections } from './kept.ts';

/** Looks in a row at most: somebody who goes on making folders is looked at again a moment later. */
const mostLooks = 4;

/** An engine that was found, and whether a person wants to see it. */
export interface Known extends KnownEngine {
  /** What it is called where it was found. */
  readonly foundName: string;
  readonly used: boolean;
}

/** The engines that this machine offers and that a person added, with what the person made of them. */
export class KnownEngines {
  readonly file: ConnectionsFile;
  readonly #machine: Machine;
  readonly #watch: LookedWatch;
  #all: readonly Known[] = [];
  #changed: () => void = () => {};

  private constructor(file: ConnectionsFile, machine: Machine) {
    this.file = file;
    this.#machine = machine;
    this.#watch = new LookedWatch(() => this.#changed());
  }

  /** Reads what is kept of them. */
  static async open(folder: Kept, machine: Machine): Promise<KnownEngines> {
    return new KnownEngines(await ConnectionsFile.open(folder), machine);
  }

  /** As they were found last, in the person's order; those that are switched off too. */
  get all(): readonly Known[] {
    return this.#all;
  }

  /** Called a moment after something changed on disk that may be another engine: look again. One listener. */
  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Looks for engines now, and follows what was looked at. Returns those that are used; never none, never rejects. */
  async find(): Promise<readonly KnownEngine[]> {
    let found: readonly Endpoint[] = [];
    for (let looks = 0; looks < mostLooks; looks++) {
      const look = new Look(this.#machine);
      found = await searchEngines(look, this.file.value.own);
      if (!this.#watch.renew(look)) break;
    }
    this.#all = arranged(found, this.file.value);
    return this.#all.filter(({ used }) => used);
  }

  dispose(): void {
    this.#watch.stop();
  }
}

/** What was found as the person made it. Where they switched all off, the first is on: a window has to look at one. */
export function arranged(found: readonly Endpoint[], { marks, order }: KeptConnections): readonly Known[] {
  const places = new Map<EngineId, number>(order.map((id, place) => [id, place]));
  const placeOf = ({ id }: Endpoint) => places.get(id) ?? order.length;
  const known = found
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((endpoint): Known => {
      const { name = endpoint.name, off = false, ...looks } = marks[endpoint.id] ?? {};
      return { ...endpoint, ...looks, name, foundName: endpoint.name, used: !off };
    });
  return known.some(({ used }) => used) ? known : known.map((one, place) => ({ ...one, used: place === 0 }));
}

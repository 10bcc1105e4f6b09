import { randomBytes, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { ContainerId } from '../../../app/containers.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { Notes } from '../../disk/notes.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine/engine.ts';

/** The folder that an upload is unpacked into, beside where its files belong. */
const unpackedName = /^\.gantry-upload-[0-9a-f]{12}$/;

/** A name for that folder that nobody else has. */
export function newUnpackedName(): string {
  return `.gantry-upload-${randomBytes(6).toString('hex')}`;
}

/** A path and an id. */
const longestNote = 16 * 1024;

/** Where an upload is unpacked, and who may take it away again. */
const Place = z.object({
  engine: EngineId,
  container: ContainerId,
  user: z.optional(z.string()),
  privileged: z.optional(z.boolean()),
  folder: z.string().check(z.startsWith('/')),
  into: z.string().check(z.regex(unpackedName)),
});
type Place = z.infer<typeof Place>;

/** Takes away what an upload that did not end has unpacked. Rejects where that cannot be done. */
export type Remove = (engine: Engine, place: Place) => Promise<void>;

/**
 * Uploads that this process, or one before it, began. A killed Gantry leaves half of one beside where its files belong; a
 * note of each, in `uploads/`, lets the next start take that away once its engine is connected to.
 */
export class LeftUploads {
  readonly #notes: Notes;
  readonly #engines: Engines;
  readonly #remove: Remove;

  constructor(kept: Kept, engines: Engines, remove: Remove) {
    this.#notes = new Notes(kept, 'uploads');
    this.#engines = engines;
    this.#remove = remove;
    engines.onConnected((engine) => void this.#sweep(engine));
  }

  /** Unpacks, and leaves word of it meanwhile. What could not be taken away stays noted: `left` says so. */
  during(place: Place, unpack: (left: () => void) => Promise<void>): Promise<void> {
    return this.#notes.during(randomUUID(), JSON.stringify(place), unpack);
  }

  /** One after the other: nobody waits for it. What cannot be taken away now is tried again at the next connection. */
  async #sweep(id: EngineId): Promise<void> {
    if (this.#engines.state(id)?.guard === 'read-only') return;
    for (const note of await this.#notes.left()) {
      const place = placeOf(await this.#notes.read(note, longestNote));
      if (place && place.engine !== id) continue;
      if (!place || (await this.#isGone(place))) await this.#notes.remove(note);
    }
  }

  async #isGone(place: Place): Promise<boolean> {
    const { engine } = this.#engines.connection(place.engine);
    return this.#remove(engine, place).then(
      () => true,
      // With its container all of it is gone.
      (error: unknown) => toProblem(error).code === 'not-found',
    );
  }
}

function placeOf(note: string): Place | undefined {
  try {
    return Place.parse(JSON.parse(note));
  } catch {
    return undefined;
  }
}

import * as z from 'zod/mini';
import { ConnectionAddress, ConnectionName, TlsPaths } from '../../../app/engines/connections.ts';
import { EngineColour, EngineGuard, EngineId } from '../../../app/engines/engine.ts';
import { isRecord } from '../../base/json.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { type Fields, KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';

/** Hundreds of connections are some 10 kB. */
const longest = 1024 * 1024;
/** More than anybody has. */
const most = 500;

/** What a person made of an engine, wherever it was found. */
const Mark = z.object({
  /** In place of the name it was found under. */
  name: z.exactOptional(ConnectionName),
  colour: z.exactOptional(EngineColour),
  guard: z.exactOptional(EngineGuard),
  off: z.exactOptional(z.boolean()),
});
export type Mark = z.infer<typeof Mark>;

const Content = z.object({
  own: z
    .array(z.object({ name: ConnectionName, url: ConnectionAddress, tls: z.exactOptional(TlsPaths) }))
    .check(z.maxLength(most)),
  marks: z.record(EngineId, Mark),
  /** Those that are not in it come after those that are, as they were found. */
  order: z.array(EngineId).check(z.maxLength(2 * most)),
});
export type KeptConnections = z.infer<typeof Content>;

const nothing: KeptConnections = { own: [], marks: {}, order: [] };

/**
 * `connections.json` in Gantry's folder: the engines that a person added, and what they made of all others. A field that
 * does not fit is left out and leaves the others alone; fields of a newer Gantry are written back as they were.
 */
export class ConnectionsFile {
  readonly #file: KeptFile;
  #value = nothing;
  #foreign: Fields = {};

  private constructor(folder: Kept) {
    this.#file = new KeptFile(folder, { name: 'connections.json', version: 1, longest, indent: 2 });
  }

  /** Reads it; what is no file of ours is set aside, and nothing is kept yet then. */
  static async open(folder: Kept): Promise<ConnectionsFile> {
    const kept = new ConnectionsFile(folder);
    await kept.#file.read((content) => kept.#take(content));
    return kept;
  }

  get value(): KeptConnections {
    return this.#value;
  }

  /** How many a person may add. */
  get full(): boolean {
    return this.#value.own.length >= most;
  }

  /** Changes it; rejects with what the disk says, but the change holds all the same. */
  change(next: Partial<KeptConnections>): Promise<void> {
    this.#value = { ...this.#value, ...next };
    return this.#file.save(this.#fields);
  }

  flush(): Promise<void> {
    return this.#file.flush(this.#fields);
  }

  readonly #fields = (): Fields => ({ ...this.#foreign, ...this.#value });

  #take(content: unknown): KeptConnections | undefined {
    if (!isRecord(content)) return undefined;
    const { own, marks, order, ...foreign } = content;
    const { value, odd } = repaired(Content, { own: own ?? [], marks: marks ?? {}, order: order ?? [] }, nothing);
    if (odd) this.#file.odd();
    this.#foreign = foreign;
    this.#value = value;
    return value;
  }
}

import type { ConnectionState, connections, NewConnection } from '../../../app/engines/connections.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { LiveList } from '../../base/live.ts';
import { engineIdOf } from '../../engine/endpoints/discover.ts';
import type { OwnEngine } from '../../engine/endpoints/endpoints.ts';
import type { Engines } from '../engine/engine.ts';
import { checkedAddress, checkedFiles, checkedName } from './checks.ts';
import type { KeptConnections, Mark } from './kept.ts';
import type { Known, KnownEngines } from './known-engines.ts';

type Params<K extends keyof typeof connections> = Parameters<Service<typeof connections>[K]>[0];

/** Which engines there are, what a person makes of them, and how each is connected; follows the disk. */
export class Connections implements Service<typeof connections> {
  readonly #known: KnownEngines;
  readonly #engines: Engines;
  readonly #list = new LiveList<ConnectionState>();

  constructor(known: KnownEngines, engines: Engines) {
    this.#known = known;
    this.#engines = engines;
    engines.onChange(this.#tell);
    known.onChange(() => void this.#look());
    this.#tell();
  }

  watch = (_: object, { signal }: Context) => this.#list.read(signal);

  add = async ({ place, ...said }: Params<'add'>): Promise<EngineId> => {
    const { file, all } = this.#known;
    if (file.full) throw problem('conflict', 'connection-too-many');
    const own = await checkedOwn(said, all, all);
    const id = engineIdOf(own.url);
    await this.#change({
      own: [...file.value.own, own],
      marks: { ...file.value.marks, [id]: markOf(said) },
      ...(place === undefined ? {} : { order: this.#order().toSpliced(place, 0, id) }),
    });
    return id;
  };

  edit = async ({ connection, ...said }: Params<'edit'>): Promise<EngineId> => {
    const before = this.#find(connection);
    const others = this.#known.all.filter(({ id }) => id !== connection);
    // What is found may be called alike: who changes a colour is not asked for another name.
    const named = others.filter(({ name }) => name !== before.name);
    const { own, marks } = this.#known.file.value;
    const { [connection]: mark, ...rest } = marks;
    const next = { ...markOf(said), ...(mark?.off ? { off: true } : {}) };
    if (before.source !== 'own') {
      const name = checkedName(said.name, named);
      const renamed = name === before.foundName ? {} : { name };
      await this.#change({ marks: { ...rest, [connection]: { ...next, ...renamed } } });
      return connection;
    }
    const changed = await checkedOwn(said, others, named);
    const id = engineIdOf(changed.url);
    await this.#change({
      own: own.map((one) => (one.url === before.url ? changed : one)),
      marks: { ...rest, [id]: next },
      order: this.#order().map((one) => (one === connection ? id : one)),
    });
    return id;
  };

  use = async ({ connection, used }: Params<'use'>): Promise<void> => {
    this.#find(connection);
    const { file, all } = this.#known;
    if (!used && all.every((one) => !one.used || one.id === connection)) throw problem('conflict', 'connection-last');
    const { off: _, ...mark } = file.value.marks[connection] ?? {};
    const next = used ? mark : { ...mark, off: true };
    await this.#change({ marks: { ...file.value.marks, [connection]: next } });
  };

  move = async ({ connection, place }: Params<'move'>): Promise<void> => {
    this.#find(connection);
    const others = this.#order().filter((id) => id !== connection);
    await this.#change({ order: others.toSpliced(place, 0, connection) });
  };

  remove = async ({ connection }: Params<'remove'>): Promise<void> => {
    const { url, source } = this.#find(connection);
    if (source !== 'own') throw problem('conflict', 'connection-found');
    const { own, marks, order } = this.#known.file.value;
    const { [connection]: _, ...rest } = marks;
    await this.#change({
      own: own.filter((one) => one.url !== url),
      marks: rest,
      order: order.filter((id) => id !== connection),
    });
  };

  readonly #tell = (): void => {
    this.#list.replace(this.#known.all.map((one, place) => stateOf(one, place, this.#engines)));
  };

  async #look(): Promise<void> {
    await this.#engines.renew();
    this.#tell();
  }

  /** Keeps a change, and lets the engines follow it even where the disk does not. */
  async #change(next: Partial<KeptConnections>): Promise<void> {
    const [saved] = await Promise.allSettled([this.#known.file.change(next), this.#look()]);
    if (saved.status === 'rejected') throw saved.reason;
  }

  #find(id: EngineId): Known {
    const found = this.#known.all.find((one) => one.id === id);
    if (!found) throw problem('not-found', 'engine-unknown');
    return found;
  }

  #order(): readonly EngineId[] {
    return this.#known.all.map(({ id }) => id);
  }
}

/**
 * What is kept of an engine that a person adds. Rejects with what is wrong, and in which field.
 * @param others at whose addresses it must not be
 * @param named whose names it must not have
 */
async function checkedOwn(
  { name, address, tls }: NewConnection,
  others: readonly Known[],
  named: readonly Known[],
): Promise<OwnEngine> {
  const own = {
    name: checkedName(name, named),
    url: await checkedAddress(address, others),
    ...(tls ? { tls } : {}),
  };
  await checkedFiles(tls);
  return own;
}

/** What is not as it is at first. */
function markOf({ colour, guard }: Pick<NewConnection, 'colour' | 'guard'>): Mark {
  return { ...(colour === 'grey' ? {} : { colour }), ...(guard === 'none' ? {} : { guard }) };
}

function stateOf(known: Known, place: number, engines: Engines): ConnectionState {
  const { id, name, foundName, url, source, file, address, colour = 'grey', guard = 'none', used, tls } = known;
  return {
    id,
    name,
    foundName,
    address: url,
    source,
    ...(file === undefined ? {} : { file }),
    secure: address.kind === 'tcp' && address.tls !== undefined,
    ...(tls ? { tls } : {}),
    colour,
    guard,
    used,
    place,
    status: engines.status(id) ?? { kind: 'idle' },
  };
}

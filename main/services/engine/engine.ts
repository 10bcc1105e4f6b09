import type { EngineId, EngineList, EngineState, EngineStatus, engine, Scope } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { Listeners } from '../../base/listeners.ts';
import { Bell, latest } from '../../base/live.ts';
import type { Connection } from '../../engine/connection.ts';
import type { KnownEngine } from '../../engine/endpoints/endpoints.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SettingsService } from '../settings/settings.ts';

interface EnginesOptions {
  /** Engines in the person's order; never empty, never rejects. */
  readonly find: () => Promise<readonly KnownEngine[]>;
  readonly connect: (endpoint: KnownEngine) => Connection;
  readonly settings: SettingsService;
}

/** Every engine that Gantry knows, and the connections to those in use. */
export class Engines implements Service<typeof engine> {
  readonly #connections = new Map<EngineId, Connection>();
  /** In the person's order. */
  #known: ReadonlyMap<EngineId, KnownEngine> = new Map();
  readonly #options: EnginesOptions;
  readonly #changed = new Listeners();
  readonly #connected = new Listeners<EngineId>();
  #looking: Promise<void> = Promise.resolve();
  #selected: EngineId;
  #scope: Scope | undefined;

  private constructor(known: readonly KnownEngine[], options: EnginesOptions) {
    this.#options = options;
    this.#selected = this.#preferred(known);
    this.#scope = this.#options.settings.current().scope;
    this.#take(known);
  }

  /** Looks for engines; none is connected to before somebody uses it. */
  static async find(options: EnginesOptions): Promise<Engines> {
    return new Engines(await options.find(), options);
  }

  /**
   * Looks for engines again: one may have been installed, named or switched off since the last look. An engine that is
   * known no more is left at once, by everybody. Looks one after the other.
   */
  renew(): Promise<void> {
    this.#looking = this.#looking.then(async () => this.#take(await this.#options.find()));
    return this.#looking;
  }

  /** Makes the engines those that are known now, in their order. */
  #take(known: readonly KnownEngine[]): void {
    const before = JSON.stringify([...this.#known.values()]);
    this.#known = new Map(known.map((one) => [one.id, one]));
    if (JSON.stringify(known) === before) return;
    for (const [id, connection] of this.#connections) {
      if (this.#known.has(id)) continue;
      this.#connections.delete(id);
      connection.forget();
    }
    for (const one of known) this.#join(one);
    if (!this.#known.has(this.#selected)) this.#selected = this.#preferred(known);
    this.#changed.fire();
  }

  #join(known: KnownEngine): void {
    const { id, address } = known;
    const joined = this.#connections.get(id);
    if (joined) {
      if (JSON.stringify(joined.endpoint.address) !== JSON.stringify(address)) joined.moveTo(known);
      return;
    }
    const connection = this.#options.connect(known);
    this.#connections.set(id, connection);
    connection.onStatus(({ kind }) => {
      this.#changed.fire();
      if (kind === 'connected') this.#connected.fire(id);
    });
  }

  /** What the person chose last, unless the environment names an engine: that wins, as it does for the CLI. */
  #preferred(known: readonly KnownEngine[]): EngineId {
    const [first] = known;
    if (!first) throw new Error('no endpoint');
    const remembered = this.#options.settings.current().engine;
    const named = known.find(({ source }) => source === 'DOCKER_HOST');
    return (named ?? known.find(({ id }) => id === remembered) ?? first).id;
  }

  /** Each window that opens looks for new engines. */
  watch = (_: object, { signal }: { signal: AbortSignal }): AsyncIterable<EngineList> => {
    void this.renew();
    return latest(
      () => this.#list(),
      (fire) => this.#changed.add(fire),
      signal,
    );
  };

  select = async ({ engine }: { engine: EngineId }): Promise<void> => {
    this.connection(engine);
    await this.#remember(engine, undefined);
  };

  look = async ({ scope }: { scope: Scope }): Promise<void> => {
    const first = scope === 'all' ? this.#selected : scope[0];
    if (first === undefined) throw problem('invalid-input', 'engine-unknown');
    if (scope !== 'all') for (const engine of scope) this.connection(engine);
    await this.#remember(inScope(scope, this.#selected) ? this.#selected : first, scope);
  };

  async #remember(engine: EngineId, scope: Scope | undefined): Promise<void> {
    this.#selected = engine;
    this.#scope = scope;
    this.#changed.fire();
    const kept = scope === undefined || scope === 'all' ? scope : [...scope];
    await this.#options.settings.update({ engine, scope: kept }, { signal: new AbortController().signal });
  }

  retry = ({ engine }: { engine: EngineId }): void => this.connection(engine).retry();

  #list(): EngineList {
    const engines = Array.from(this.#known.values(), (known) => stateOf(known, this.connection(known.id)));
    const scope = this.#scope;
    // What the environment names is looked at in any case.
    const kept = scope !== undefined && inScope(scope, this.#selected) ? { scope } : {};
    return { engines, selected: this.#selected, ...kept };
  }

  /** An engine as pages know it; undefined for an id that is none. */
  state(id: EngineId): EngineState | undefined {
    const known = this.#known.get(id);
    return known && stateOf(known, this.connection(id));
  }

  /** How the connection to an engine is; undefined for one that is not used. */
  status(id: EngineId): EngineStatus | undefined {
    return this.#connections.get(id)?.status;
  }

  /** Called after each change of which engines there are, how they are called and connected. Returns the end of that. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** The connection of a known engine; `not-found` for any other id. */
  connection(id: EngineId): Connection {
    const connection = this.#connections.get(id);
    if (!connection) throw problem('not-found', 'engine-unknown');
    return connection;
  }

  /** Called each time that an engine has been connected to. Returns the end of that. */
  onConnected(listener: (id: EngineId) => void): () => void {
    return this.#connected.add(listener);
  }

  /** A connection that is kept open until the signal aborts. */
  use(id: EngineId, signal: AbortSignal): Connection {
    signal.throwIfAborted();
    const connection = this.connection(id);
    const release = connection.use();
    signal.addEventListener('abort', release, { once: true });
    return connection;
  }

  /** The engine once it answers; throws its problem when it cannot be reached. */
  async ready(id: EngineId, signal: AbortSignal): Promise<Engine> {
    const connection = this.use(id, signal);
    await settledConnection(connection, signal);
    if (connection.status.kind === 'connected') return connection.engine;
    if (connection.status.kind === 'unreachable') throw new ProblemError(connection.status.problem);
    throw problem('cancelled', 'cancelled');
  }

  dispose(): void {
    for (const connection of this.#connections.values()) connection.dispose();
  }
}

function inScope(scope: Scope, engine: EngineId): boolean {
  return scope === 'all' || scope.includes(engine);
}

async function settledConnection(connection: Connection, signal: AbortSignal): Promise<void> {
  const bell = new Bell();
  const stop = connection.onStatus(bell.ring);
  try {
    while (!signal.aborted && (connection.status.kind === 'idle' || connection.status.kind === 'connecting')) {
      await bell.wait(signal);
    }
  } finally {
    stop();
  }
}

function stateOf(known: KnownEngine, { status }: Connection): EngineState {
  const { id, name, url, source, colour = 'grey', guard = 'none' } = known;
  return { id, name, address: url, source, colour, guard, status };
}

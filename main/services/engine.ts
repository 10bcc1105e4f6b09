import type { EngineId, EngineList, EngineState, engine } from '../../app/engine.ts';
import { ProblemError, problem } from '../../app/problem.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { Connection } from '../engine/connection.ts';
import type { Endpoint } from '../engine/endpoints.ts';
import type { Engine } from '../engine/engine.ts';
import { Listeners } from '../listeners.ts';
import { Bell, latest } from './live.ts';
import type { SettingsService } from './settings.ts';

interface EnginesOptions {
  /** Endpoints in order of preference; never empty, never rejects. */
  readonly find: () => Promise<readonly Endpoint[]>;
  readonly connect: (endpoint: Endpoint) => Connection;
  readonly settings: SettingsService;
}

/** Every engine that Gantry knows, and the connections to those in use. */
export class Engines implements Service<typeof engine> {
  readonly #connections = new Map<EngineId, Connection>();
  readonly #options: EnginesOptions;
  readonly #changed = new Listeners();
  readonly #connected = new Listeners<EngineId>();
  #selected: EngineId;

  private constructor(endpoints: readonly Endpoint[], options: EnginesOptions) {
    this.#options = options;
    this.#add(endpoints);
    this.#selected = this.#preferred(endpoints);
  }

  /** Looks for engines; none is connected to before somebody uses it. */
  static async find(options: EnginesOptions): Promise<Engines> {
    return new Engines(await options.find(), options);
  }

  #add(endpoints: readonly Endpoint[]): void {
    for (const endpoint of endpoints) {
      if (this.#connections.has(endpoint.id)) continue;
      const connection = this.#options.connect(endpoint);
      this.#connections.set(endpoint.id, connection);
      connection.onStatus(({ kind }) => {
        this.#changed.fire();
        if (kind === 'connected') this.#connected.fire(endpoint.id);
      });
    }
  }

  /** An engine may have been installed or started since the last look. */
  async #lookAgain(): Promise<void> {
    const known = this.#connections.size;
    this.#add(await this.#options.find());
    if (this.#connections.size > known) this.#changed.fire();
  }

  /** What the person chose last, unless the environment names an engine: that wins, as it does for the CLI. */
  #preferred(endpoints: readonly Endpoint[]): EngineId {
    const [first] = endpoints;
    if (!first) throw new Error('no endpoint');
    const remembered = this.#options.settings.current().engine;
    const known = endpoints.some(({ id }) => id === remembered);
    return remembered && known && first.source !== 'DOCKER_HOST' ? remembered : first.id;
  }

  /** Each window that opens looks for new engines. */
  watch = (_: object, { signal }: { signal: AbortSignal }): AsyncIterable<EngineList> => {
    void this.#lookAgain();
    return latest(
      () => this.#list(),
      (fire) => this.#changed.add(fire),
      signal,
    );
  };

  select = async ({ engine }: { engine: EngineId }): Promise<void> => {
    this.connection(engine);
    this.#selected = engine;
    this.#changed.fire();
    await this.#options.settings.update({ engine }, { signal: new AbortController().signal });
  };

  retry = ({ engine }: { engine: EngineId }): void => this.connection(engine).retry();

  #list(): EngineList {
    return { engines: Array.from(this.#connections.values(), stateOf), selected: this.#selected };
  }

  /** The connection of a known engine; `not-found` for any other id. */
  connection(id: EngineId): Connection {
    const connection = this.#connections.get(id);
    if (!connection) throw problem('not-found', 'Gantry does not know this engine any more.');
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
    throw problem('cancelled', 'Cancelled.');
  }

  dispose(): void {
    for (const connection of this.#connections.values()) connection.dispose();
  }
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

function stateOf({ endpoint, status }: Connection): EngineState {
  return { id: endpoint.id, name: endpoint.name, address: endpoint.url, source: endpoint.source, status };
}

import type { EngineVersion } from '../../../app/engine.ts';
import { problem } from '../../../app/problem.ts';
import type { Address } from '../endpoints.ts';
import type { Engine, EngineEvent } from '../engine.ts';
import { bounds } from './bounds.ts';
import { dockerBuilds } from './builds.ts';
import { dockerCompose } from './compose.ts';
import { type Dialect, dockerContainers } from './containers.ts';
import { dockerDisk } from './disk.ts';
import { readEvents } from './events.ts';
import { EngineHttp } from './http.ts';
import { dockerImages } from './image-store.ts';
import { dockerNetworks } from './networks.ts';
import { dockerTransfers } from './transfers.ts';
import { negotiate } from './version.ts';
import { dockerVolumes } from './volumes.ts';

/** Silence on a ping for this long means a connection that is dead without knowing. */
const pingTime = 5_000;
/** How long Podman may hold the headers of its event stream back before it counts as ready. */
const podmanPatience = 500;

/** The engine at an address. Nothing is asked of it yet; with an unusable address every call fails with its problem. */
export function dockerEngine(address: Address): Engine {
  return new DockerEngine(new EngineHttp(address));
}

class DockerEngine implements Engine {
  readonly compose: Engine['compose'];
  readonly builds: Engine['builds'];
  readonly containers: Engine['containers'];
  readonly disk: Engine['disk'];
  readonly images: Engine['images'];
  readonly transfers: Engine['transfers'];
  readonly networks: Engine['networks'];
  readonly volumes: Engine['volumes'];
  readonly #http: EngineHttp;
  #dialect: Dialect | undefined;

  constructor(http: EngineHttp) {
    this.#http = http;
    this.compose = dockerCompose(http, (signal) => this.#agreed(signal));
    this.builds = dockerBuilds(http, (signal) => this.#agreed(signal));
    this.containers = dockerContainers(http, (signal) => this.#agreed(signal));
    this.disk = dockerDisk(http, (signal) => this.#agreed(signal));
    this.images = dockerImages(http, (signal) => this.#agreed(signal));
    this.transfers = dockerTransfers(http, (signal) => this.#agreed(signal));
    this.networks = dockerNetworks(http, (signal) => this.#agreed(signal));
    this.volumes = dockerVolumes(http, (signal) => this.#agreed(signal));
  }

  async version(signal: AbortSignal): Promise<EngineVersion> {
    const version = await negotiate(this.#http, signal);
    this.#http.prefix = `/v${version.api}`;
    this.#dialect = { podman: version.product === 'Podman' };
    return version;
  }

  /** A ping that fails also ends the open streams: on a half-open connection they would wait for ever. */
  async ping(signal: AbortSignal): Promise<void> {
    try {
      const { status } = await this.#http.call({ method: 'GET', path: '/_ping' }, signal, {
        time: pingTime,
        bound: bounds.ping,
      });
      if (status !== 200) throw problem('engine-unreachable', 'The engine does not answer as it should.');
    } catch (error) {
      if (!signal.aborted) this.#http.cut();
      throw error;
    }
  }

  async *events(signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
    const { podman } = await this.#agreed(signal);
    yield* readEvents(this.#http, signal, podman ? podmanPatience : undefined);
  }

  async #agreed(signal: AbortSignal): Promise<Dialect> {
    if (!this.#dialect) await this.version(signal);
    return this.#dialect ?? { podman: false };
  }
}

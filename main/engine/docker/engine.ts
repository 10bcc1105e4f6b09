import type { EngineVersion } from '../../../app/engine.ts';
import { problem } from '../../../app/problem.ts';
import type { Address } from '../endpoints.ts';
import type { Engine, EngineEvent } from '../engine.ts';
import { bounds } from './bounds.ts';
import { dockerBuilds } from './builds.ts';
import { dockerCompose } from './compose.ts';
import { dockerContainers } from './containers.ts';
import { dockerDisk } from './disk.ts';
import { readEvents } from './events.ts';
import { EngineHttp } from './http.ts';
import { dockerImages } from './images.ts';
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
  return new DockerEngine(new EngineHttp(address, negotiate));
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

  constructor(http: EngineHttp) {
    this.#http = http;
    this.compose = dockerCompose(http);
    this.builds = dockerBuilds(http);
    this.containers = dockerContainers(http);
    this.disk = dockerDisk(http);
    this.images = dockerImages(http);
    this.transfers = dockerTransfers(http);
    this.networks = dockerNetworks(http);
    this.volumes = dockerVolumes(http);
  }

  version(signal: AbortSignal): Promise<EngineVersion> {
    return this.#http.version(signal);
  }

  /** A ping that fails also ends the open streams: on a half-open connection they would wait for ever. */
  async ping(signal: AbortSignal): Promise<void> {
    try {
      const { status } = await this.#http.ask({ method: 'GET', path: '/_ping' }, signal, {
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
    yield* readEvents(this.#http, signal, (await this.#http.isPodman(signal)) ? podmanPatience : undefined);
  }
}

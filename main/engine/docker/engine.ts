import { problem } from '../../../app/rpc/problem.ts';
import type { Address } from '../endpoints/endpoints.ts';
import type { Engine, EngineEvent } from '../engine.ts';
import { dockerBuilds } from './builds/builds.ts';
import { podmanHealth } from './containers/container-health.ts';
import { dockerContainers } from './containers/containers.ts';
import { dockerRecreation } from './containers/recreate/recreation.ts';
import { dockerToolboxes } from './containers/toolboxes.ts';
import { dockerFiles } from './files/files.ts';
import { bounds } from './http/bounds.ts';
import { EngineHttp } from './http/http.ts';
import { negotiate } from './http/version.ts';
import { dockerImages } from './images/images.ts';
import { dockerTransfers } from './images/transfers.ts';
import { dockerCompose } from './objects/compose.ts';
import { dockerDisk } from './objects/disk.ts';
import { readEvents } from './objects/events.ts';
import { dockerNetworks } from './objects/networks.ts';
import { dockerSystem } from './objects/system.ts';
import { dockerVolumes } from './objects/volumes.ts';
import { dockerSwarm } from './swarm/swarm.ts';

/** Silence on a ping for this long means a connection that is dead without knowing. */
const pingTime = 5_000;
/** How long Podman may hold the headers of its event stream back before it counts as ready. */
const podmanPatience = 500;

/**
 * The registry: the engine at an address, in parts. Nothing is asked of it yet; with an unusable address every call fails
 * with its problem.
 */
export function dockerEngine(address: Address): Engine {
  const http = new EngineHttp(address, negotiate);
  const health = podmanHealth(http);
  const swarm = dockerSwarm(http);
  return {
    // Only where the engine runs no checks of its own, as far as that is known yet.
    get health() {
      return http.known?.features.healthChecks ? health : undefined;
    },
    get swarm() {
      return http.known?.features.swarm ? swarm : undefined;
    },
    moveTo: (address) => http.moveTo(address),
    version: (signal) => http.version(signal),
    ping: (signal) => ping(http, signal),
    events: (signal) => events(http, signal),
    compose: dockerCompose(http),
    builds: dockerBuilds(http),
    containers: dockerContainers(http),
    disk: dockerDisk(http),
    files: dockerFiles(http),
    images: dockerImages(http),
    system: dockerSystem(http),
    toolboxes: dockerToolboxes(http),
    transfers: dockerTransfers(http),
    networks: dockerNetworks(http),
    recreation: dockerRecreation(http),
    volumes: dockerVolumes(http),
  };
}

/** A ping that fails also ends the open streams: on a half-open connection they would wait for ever. */
async function ping(http: EngineHttp, signal: AbortSignal): Promise<void> {
  try {
    const { status } = await http.ask({ method: 'GET', path: '/_ping' }, signal, {
      time: pingTime,
      bound: bounds.ping,
    });
    if (status !== 200) throw problem('engine-unreachable', 'engine-odd');
  } catch (error) {
    if (!signal.aborted) http.cut();
    throw error;
  }
}

async function* events(http: EngineHttp, signal: AbortSignal): AsyncGenerator<EngineEvent, void> {
  yield* readEvents(http, signal, (await http.isPodman(signal)) ? podmanPatience : undefined);
}

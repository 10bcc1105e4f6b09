import { contexts } from './build/contexts.ts';
import { builds } from './builds.ts';
import { compose } from './compose.ts';
import { consoles } from './consoles.ts';
import { containers } from './containers.ts';
import { copies } from './copies.ts';
import { create } from './create.ts';
import { documents } from './documents.ts';
import { edits } from './edits.ts';
import { connections } from './engines/connections.ts';
import { disk } from './engines/disk.ts';
import { engine } from './engines/engine.ts';
import { handovers } from './engines/handovers.ts';
import { prompts } from './engines/prompts.ts';
import { reach } from './engines/reach.ts';
import { registries } from './engines/registries.ts';
import { system } from './engines/system.ts';
import { files } from './files.ts';
import { images } from './images.ts';
import { logs } from './logs.ts';
import { host } from './machine/host.ts';
import { networks } from './networks.ts';
import { recipes } from './recipes.ts';
import type { Clients, Services } from './rpc/operation.ts';
import { settings } from './settings.ts';
import { recordings } from './shells/recordings.ts';
import { starting } from './starting.ts';
import { stats } from './stats.ts';
import { nodes } from './swarm/nodes.ts';
import { services } from './swarm/services.ts';
import { tasks } from './tasks.ts';
import { terminal } from './terminal.ts';
import { transfers } from './transfers.ts';
import { uploads } from './uploads.ts';
import { volumes } from './volumes.ts';

/** The registry: every operation the page may ask for. Whatever is not in here cannot be called. */
export const contract = {
  builds,
  compose,
  connections,
  consoles,
  containers,
  contexts,
  copies,
  create,
  disk,
  edits,
  engine,
  documents,
  files,
  handovers,
  host,
  images,
  logs,
  networks,
  nodes,
  prompts,
  reach,
  recipes,
  recordings,
  registries,
  services,
  settings,
  starting,
  stats,
  system,
  tasks,
  terminal,
  transfers,
  uploads,
  volumes,
};

export type GantryContract = typeof contract;
export type GantryServices = Services<GantryContract>;
export type GantryClient = Clients<GantryContract>;

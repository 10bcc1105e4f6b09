import { builds } from './builds.ts';
import { compose } from './compose.ts';
import { containers } from './containers.ts';
import { create } from './create.ts';
import { disk } from './disk.ts';
import { documents } from './documents.ts';
import { engine } from './engine.ts';
import { host } from './host.ts';
import { images } from './images.ts';
import { logs } from './logs.ts';
import { networks } from './networks.ts';
import { prompts } from './prompts.ts';
import { registries } from './registries.ts';
import type { Clients, Services } from './rpc/operation.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { tasks } from './tasks.ts';
import { terminal } from './terminal.ts';
import { transfers } from './transfers.ts';
import { volumes } from './volumes.ts';

/** The registry: every operation the page may ask for. Whatever is not in here cannot be called. */
export const contract = {
  builds,
  compose,
  containers,
  create,
  disk,
  engine,
  documents,
  host,
  images,
  logs,
  networks,
  prompts,
  registries,
  settings,
  stats,
  tasks,
  terminal,
  transfers,
  volumes,
};

export type GantryServices = Services<typeof contract>;
export type GantryClient = Clients<typeof contract>;

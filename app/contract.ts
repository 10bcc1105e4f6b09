import { containers } from './containers.ts';
import { engine } from './engine.ts';
import { host } from './host.ts';
import { logs } from './logs.ts';
import type { Clients, Services } from './rpc/operation.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { terminal } from './terminal.ts';

/** The registry: every operation the page may ask for. Whatever is not in here cannot be called. */
export const contract = { containers, engine, host, logs, settings, stats, terminal };

export type GantryServices = Services<typeof contract>;
export type GantryClient = Clients<typeof contract>;

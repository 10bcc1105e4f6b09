import type { Engines } from '../engine/engine.ts';
import { createNodes } from './nodes.ts';
import { createServices } from './services.ts';

/** The slices about swarms. */
export function createSwarm(engines: Engines) {
  return { nodes: createNodes(engines), services: createServices(engines) };
}

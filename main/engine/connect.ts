import { Connection } from './connection.ts';
import { dockerEngine } from './docker/engine.ts';
import type { Endpoint } from './endpoints.ts';

/** The connection to an endpoint; idle until somebody uses it. */
export function connectEndpoint(endpoint: Endpoint): Connection {
  return new Connection(endpoint, dockerEngine(endpoint.address));
}

import { Connection } from '../connection.ts';
import type { Endpoint } from '../endpoints/endpoints.ts';
import { dockerEngine } from './engine.ts';

/** The connection to an endpoint; idle until somebody uses it. */
export function connectEndpoint(endpoint: Endpoint): Connection {
  return new Connection(endpoint, dockerEngine(endpoint.address));
}

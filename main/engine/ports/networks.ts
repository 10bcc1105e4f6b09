import type { Network, NetworkDetail, NetworkJoin, NetworkOrder } from '../../../app/networks.ts';

/** What Gantry asks of an engine's networks. */
export interface EngineNetworks {
  list(signal: AbortSignal): Promise<Network[]>;
  inspect(id: string, signal: AbortSignal): Promise<NetworkDetail>;
  /** Resolves with the id. Rejects with `conflict` if the name is taken. */
  create(order: Omit<NetworkOrder, 'engine'>, signal: AbortSignal): Promise<string>;
  /** Rejects with `in-use`, naming the containers on it, running or not. One that is already gone counts as removed. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  connect(join: Omit<NetworkJoin, 'engine'>, signal: AbortSignal): Promise<void>;
  disconnect(id: string, container: string, force: boolean, signal: AbortSignal): Promise<void>;
}

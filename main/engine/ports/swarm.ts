import type { NodeAvailability, NodeDetail, NodeRole, SwarmNode } from '../../../app/swarm/nodes.ts';
import type { ServiceDetail, SwarmService, SwarmTask } from '../../../app/swarm/services.ts';

/** What Gantry asks of an engine about the swarm that it manages. Lists are empty where it manages none. */
export interface EngineSwarm {
  services(signal: AbortSignal): Promise<SwarmService[]>;
  service(id: string, signal: AbortSignal): Promise<ServiceDetail>;
  tasks(signal: AbortSignal): Promise<SwarmTask[]>;
  /** Rejects with `conflict` where `version` is not the service's any more, or it is not replicated. */
  scale(id: string, version: number, replicas: number, signal: AbortSignal): Promise<void>;
  /** Replaces the tasks of a service. */
  restart(id: string, signal: AbortSignal): Promise<void>;
  /** Goes back to the specification from before the last update. */
  rollback(id: string, signal: AbortSignal): Promise<void>;
  /** One that is already gone counts as removed. */
  removeService(id: string, signal: AbortSignal): Promise<void>;
  nodes(signal: AbortSignal): Promise<SwarmNode[]>;
  node(id: string, signal: AbortSignal): Promise<NodeDetail>;
  setAvailability(id: string, availability: NodeAvailability, signal: AbortSignal): Promise<void>;
  setRole(id: string, role: NodeRole, signal: AbortSignal): Promise<void>;
  /** One that is already gone counts as removed. */
  removeNode(id: string, force: boolean, signal: AbortSignal): Promise<void>;
}

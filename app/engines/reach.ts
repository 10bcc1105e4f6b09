import * as z from 'zod/mini';
import { stream } from '../rpc/operation.ts';
import type { Problem } from '../rpc/problem.ts';
import { ConnectionWay } from './connections.ts';
import { EngineId, type EngineVersion } from './engine.ts';

/**
 * What has to be right on the way to an engine, each only if what comes before it is. Which of them there are depends on the
 * kind of the address.
 */
export type ReachStepId =
  /** The address says where to. */
  | 'address'
  /** The machine's name has an address on the network. */
  | 'name'
  /** The socket is there. */
  | 'socket'
  /** We may use it. */
  | 'permission'
  /** Somebody listens at the socket or port. */
  | 'listener'
  /** Both sides trust each other's certificates, as far as one side can tell. */
  | 'tls'
  /** The machine is the right one by its key, and lets us in. */
  | 'ssh'
  /** Through ssh an engine can be spoken to. */
  | 'way'
  /** Who answers is an engine. */
  | 'engine'
  /** It speaks a version of the API that we do, too. */
  | 'version'
  /** What it can do. */
  | 'features';

/** One step of the way, and what became of it. */
export interface ReachStep {
  readonly id: ReachStepId;
  readonly state: 'waiting' | 'running' | 'passed' | 'failed';
  /** What was found there: a path, an address of the network, a fingerprint. Nobody's words. */
  readonly found?: string;
  readonly problem?: Problem;
  /** The command line that mends it on this very system, where one is known. */
  readonly command?: string;
}

/** A way to an engine, as far as it is known. */
export interface ReachReport {
  /** In their order. After one that failed the rest is waiting for ever. */
  readonly steps: readonly ReachStep[];
  /** Who answered. */
  readonly version?: EngineVersion;
}

export const reach = {
  /**
   * Goes the way to an engine, step by step, by a connection of its own, and tells the whole after each; it ends with the
   * last, or with the first that fails. `not-found` for an engine that nobody knows.
   */
  test: stream('safe', z.object({ connection: EngineId })).of<ReachReport>(),
  /**
   * The same for what stands in a form: nothing of it is kept. `invalid-input` with the field that is wrong, as
   * `connections.add`; an address that is known is no fault here.
   */
  testNew: stream('safe', ConnectionWay).of<ReachReport>(),
};

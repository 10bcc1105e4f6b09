/** Why something of a swarm failed. */
export interface SwarmReasons {
  'service-gone': undefined;
  'node-gone': undefined;
  'not-manager': undefined;
  'no-quorum': undefined;
  'changed-meanwhile': undefined;
  'not-replicated': undefined;
}

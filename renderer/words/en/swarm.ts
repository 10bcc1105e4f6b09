import type { SwarmReasons } from '../../../app/reasons/swarm.ts';
import { formatNumber } from '../language/figures.ts';
import { plural } from '../language/plural.ts';
import type { ReasonWords } from '../language/types.ts';

interface Several {
  readonly count: number;
}

export const swarmReasons: ReasonWords<SwarmReasons> = {
  'service-gone': 'This service is gone.',
  'node-gone': 'This node is gone.',
  'not-manager': ['This engine manages no swarm.', 'Connect to one of the swarm’s managers.'],
  'no-quorum': [
    'The swarm has lost its quorum: too few of its managers are reachable to decide anything. What runs keeps running.',
    'Bring managers back; if they are lost for good, run docker swarm init --force-new-cluster on one that is left.',
  ],
  'changed-meanwhile': [
    'Somebody has changed this service meanwhile; nothing was done.',
    'Look at what it is now and try again.',
  ],
  'not-replicated': 'This service has one task on each node: it has no number of replicas.',
};

/** Of services of a swarm and their tasks. */
export const serviceWords = {
  columns: { replicas: 'Running', image: 'Image', ports: 'Ports', mode: 'Mode', update: 'Update', stack: 'Stack' },
  noneText: 'Services of a swarm appear here. Create one with docker service create or deploy a stack.',
  modes: {
    replicated: 'replicated',
    global: 'global',
    'replicated-job': 'replicated job',
    'global-job': 'global job',
  },
  replicas: ({ running, wanted }: { readonly running: number; readonly wanted: number }) =>
    `${formatNumber(running)} of ${formatNumber(wanted)}`,
  replicasHint: ({ running, wanted }: { readonly running: number; readonly wanted: number }) =>
    `${formatNumber(running)} of ${formatNumber(wanted)} tasks run`,
  unknownReplicas: 'unknown',
  summary: ({ count }: Several) => plural(count, { one: '# not complete', other: '# not complete' }),
  updates: {
    updating: 'updating',
    paused: 'update paused',
    completed: 'updated',
    rollback_started: 'rolling back',
    rollback_paused: 'rollback paused',
    rollback_completed: 'rolled back',
  },
  scaling: {
    refusal: 'It has one task on each node, or runs to an end: it has no number of replicas to change.',
    none: 'It has no replica.',
    up: { label: 'One replica more', doing: 'Adding a replica to', done: 'Added a replica to' },
    down: { label: 'One replica less', doing: 'Taking a replica from', done: 'Took a replica from' },
  },
  restarting: { label: 'Replace tasks', doing: 'Replacing tasks of', done: 'Replacing tasks of' },
  rollingBack: {
    label: 'Roll back',
    doing: 'Rolling back',
    done: 'Rolling back',
    refusal: 'It was not updated yet.',
  },
  removal: {
    ofSeveral: ({ count }: Several) => plural(count, { one: 'Remove # service?', other: 'Remove # services?' }),
    body: 'Its tasks are stopped and their containers removed on every node. Volumes, networks, secrets and configs stay. How it was made is lost.',
  },
  detail: {
    unread: 'The service could not be read',
    gone: 'This service is gone',
    title: 'Service',
    mode: 'Mode',
    replicas: 'Tasks that run',
    image: 'Image',
    digest: 'Digest',
    noDigest: 'not pinned',
    ports: 'Ports',
    port: ({
      published,
      target,
      mode,
    }: {
      readonly published: string;
      readonly target: string;
      readonly mode: string;
    }) => `${published} → ${target}, ${mode}`,
    portModes: { ingress: 'on every node', host: 'on the nodes that it runs on' },
    command: 'Command',
    constraints: 'Only on nodes where',
    update: 'Last update',
    stack: 'Stack',
  },
  tasks: {
    title: 'Tasks',
    none: 'No task of it is to run.',
    noneOnNode: 'No task is to run on it.',
    /** `before`: how many that have ended. */
    ended: ({ count }: Several) => plural(count, { one: 'Ended (#)', other: 'Ended (#)' }),
    onNode: ({ node }: { readonly node: string }) => `on ${node}`,
    nowhere: 'on no node yet',
    exit: ({ code }: { readonly code: number }) => `exit code ${code}`,
    states: {
      new: 'new',
      allocated: 'waiting for resources',
      pending: 'waiting for a node',
      assigned: 'given to a node',
      accepted: 'accepted',
      preparing: 'getting its image',
      ready: 'ready to start',
      starting: 'starting',
      running: 'running',
      complete: 'complete',
      shutdown: 'shut down',
      failed: 'failed',
      rejected: 'rejected',
      remove: 'being removed',
      orphaned: 'on a node that is lost',
    },
  },
};

/** Of nodes of a swarm. */
export const nodeWords = {
  columns: { state: 'State', role: 'Role', availability: 'Takes tasks', address: 'Address', engine: 'Engine' },
  noneText: 'The machines of a swarm appear here, where an engine that the window looks at manages one.',
  roles: { manager: 'manager', worker: 'worker' },
  leader: 'leader',
  availability: { active: 'active', pause: 'paused', drain: 'drained' },
  states: { ready: 'ready', down: 'down', unknown: 'unknown', disconnected: 'disconnected' },
  unreachable: 'other managers do not reach it',
  drain: {
    label: 'Drain',
    doing: 'Draining',
    done: 'Draining',
    refusal: 'It is drained.',
  },
  pause: { label: 'Pause', doing: 'Pausing', done: 'Paused', refusal: 'It is paused.' },
  activate: { label: 'Activate', doing: 'Activating', done: 'Activated', refusal: 'It is active.' },
  promote: { label: 'Promote', doing: 'Promoting', done: 'Promoted', refusal: 'It is a manager.' },
  demote: {
    label: 'Demote',
    doing: 'Demoting',
    done: 'Demoted',
    refusal: 'It is a worker.',
    question: ({ count }: Several) =>
      plural(count, { one: 'Make this manager a worker?', other: 'Make # managers workers?' }),
    quorum: ({ left, mayFail }: { readonly left: number; readonly mayFail: number }) =>
      `${plural(left, { one: '# manager is', other: '# managers are' })} left then. ` +
      (mayFail > 0
        ? `The swarm can be managed as long as no more than ${formatNumber(mayFail)} of them fail.`
        : 'If one of them fails, the swarm cannot be managed any more.'),
  },
  removal: {
    refusal: 'It is a manager: demote it first.',
    ofSeveral: ({ count }: Several) => plural(count, { one: 'Remove # node?', other: 'Remove # nodes?' }),
    body: 'Its tasks are made anew on other nodes. If its machine comes back, it has to join again.',
  },
  detail: {
    unread: 'The node could not be read',
    gone: 'This node is gone',
    title: 'Node',
    role: 'Role',
    availability: 'Availability',
    state: 'State',
    address: 'Address',
    engine: 'Engine',
    platform: 'Platform',
    resources: 'Machine',
    machine: ({ cores, memory }: { readonly cores: string; readonly memory: string }) => `${cores}, ${memory}`,
    cores: ({ count }: Several) => plural(count, { one: '# core', other: '# cores' }),
  },
};

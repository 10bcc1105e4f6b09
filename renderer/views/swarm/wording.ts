import type { SwarmNode } from '../../../app/swarm/nodes.ts';
import type { SwarmService, SwarmTask } from '../../../app/swarm/services.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { words } from '../../words/words.ts';

/** A state as a dot shows it. */
interface Shown {
  readonly tone: StateTone;
  readonly word: string;
  readonly note?: string | undefined;
}

/** An engine's word in ours; one that a newer engine has stays as it is. */
function worded(all: Readonly<Record<string, string>>, word: string): string {
  return (Object.hasOwn(all, word) ? all[word] : undefined) ?? word.slice(0, 40);
}

/** How a service's update stands; undefined where it was never updated. */
export function updateWord({ update }: SwarmService): string | undefined {
  return update && worded(words.services.updates, update.state);
}

/** How many of a service's tasks run, as a state. */
export function replicasOf({ running, wanted, update }: SwarmService): Shown {
  if (running === undefined || wanted === undefined) return { tone: 'unknown', word: words.services.unknownReplicas };
  const word = words.services.replicas({ running, wanted });
  const note = words.services.replicasHint({ running, wanted });
  if (running >= wanted) return { tone: wanted === 0 ? 'exited' : 'running', word, note };
  return { tone: update?.state.endsWith('paused') || running === 0 ? 'bad' : 'starting', word, note };
}

const taskTones: Readonly<Record<string, StateTone>> = {
  running: 'running',
  complete: 'exited',
  shutdown: 'exited',
  remove: 'exited',
  failed: 'bad',
  rejected: 'bad',
  orphaned: 'unknown',
  pending: 'warn',
};

/** A task's state. */
export function taskState({ state }: SwarmTask): Shown {
  return { tone: taskTones[state] ?? 'starting', word: worded(words.services.tasks.states, state) };
}

/** A node's state. */
export function nodeState({ state, reachable, message }: SwarmNode): Shown {
  const word = worded(words.nodes.states, state);
  if (reachable === false) return { tone: 'warn', word, note: words.nodes.unreachable };
  const note = message === '' ? undefined : message.slice(0, 200);
  return { tone: state === 'ready' ? 'running' : state === 'down' ? 'bad' : 'unknown', word, note };
}

/** Manager or worker, and whether it decides for all. */
export function roleWord({ role, leader }: SwarmNode): string {
  return leader ? `${words.nodes.roles[role]}, ${words.nodes.leader}` : words.nodes.roles[role];
}

/** A service's ports in one line: `8080 → 80/tcp`. */
export function portsLine({ ports }: SwarmService): string {
  return ports.map(({ published, target, protocol }) => `${published || '?'} → ${target}/${protocol}`).join(', ');
}

import type { EngineId } from '../../../app/engines/engine.ts';
import type { NodeAvailability, NodeRole, SwarmNode } from '../../../app/swarm/nodes.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { cliWord } from '../cli.ts';
import { removal, removalQuestion, removing } from '../removal.ts';
import { type Command, command, itsEngine } from '../running/command.ts';
import { enginesOf } from '../running/engines-of.ts';
import { onEach, type SwarmThing, type ToldVerb } from './on-each.ts';

const text = words.nodes;

/** A node and a manager's engine. */
export interface NodeTarget {
  readonly engine: EngineId;
  readonly node: SwarmNode;
}

const nodes: SwarmThing<NodeTarget> = { kind: 'node', of: ({ node }) => node };

function available(availability: NodeAvailability, told: ToldVerb & { readonly refusal: string }): Command<NodeTarget> {
  return command<NodeTarget>({
    id: `nodes.${availability}`,
    label: told.label,
    icon: ({ active: 'start', pause: 'pause', drain: 'stop' } as const)[availability],
    asks: itsEngine,
    changes: itsEngine,
    fits: ({ node }) => node.availability !== availability,
    refusal: ({ node }) => (node.availability === availability ? told.refusal : undefined),
    cli: ({ node }) => `docker node update --availability ${availability} ${cliWord(node.name)}`,
    run: (targets, session) =>
      onEach(nodes, told, targets, session, (client, of) => client.nodes.setAvailability({ ...of, availability })),
  });
}

export const drain = available('drain', text.drain);
export const activate = available('active', text.activate);
const pause = available('pause', text.pause);

const promote = command<NodeTarget>({
  id: 'nodes.promote',
  label: text.promote.label,
  icon: 'raise',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ node }) => node.role === 'worker',
  refusal: ({ node }) => (node.role === 'worker' ? undefined : text.promote.refusal),
  cli: ({ node }) => `docker node promote ${cliWord(node.name)}`,
  run: (targets, session) => setRole(text.promote, 'manager', targets, session),
});

const demote = command<NodeTarget>({
  id: 'nodes.demote',
  label: text.demote.label,
  icon: 'lower',
  asks: itsEngine,
  changes: itsEngine,
  fits: ({ node }) => node.role === 'manager',
  refusal: ({ node }) => (node.role === 'manager' ? undefined : text.demote.refusal),
  cli: ({ node }) => `docker node demote ${cliWord(node.name)}`,
  run: async (targets, session) => {
    const [engine] = enginesOf(targets);
    const left = managersOf(session, engine) - targets.length;
    const question = {
      title: text.demote.question({ count: targets.length }),
      body: text.demote.quorum({ left: Math.max(0, left), mayFail: Math.max(0, Math.floor((left - 1) / 2)) }),
      engines: enginesOf(targets),
      items: targets.map(({ node }) => node.name),
      confirm: text.demote.label,
    };
    if (await session.question.ask(question)) await setRole(text.demote, 'worker', targets, session);
  },
});

function setRole(told: ToldVerb, role: NodeRole, targets: readonly NodeTarget[], session: Session): Promise<void> {
  return onEach(nodes, told, targets, session, (client, of) => client.nodes.setRole({ ...of, role }));
}

function managersOf({ nodes }: Session, engine: EngineId | undefined): number {
  return Array.from(nodes.of(engine).items.values()).filter(({ role }) => role === 'manager').length;
}

export const remove = command<NodeTarget>({
  ...removal,
  id: 'nodes.remove',
  primary: false,
  refusal: ({ node }) => (node.role === 'manager' ? text.removal.refusal : undefined),
  cli: ({ node }) => `docker node rm ${node.state === 'ready' ? '--force ' : ''}${cliWord(node.id)}`,
  run: async (targets, session) => {
    const { ofSeveral, body } = text.removal;
    const names = targets.map(({ node }) => node.name);
    if (!(await session.question.ask(removalQuestion(enginesOf(targets), names, { ofSeveral, body })))) return;
    await onEach(nodes, removing, targets, session, (client, of) => client.nodes.remove({ ...of, force: true }));
  },
});

/** In the order that menus show them. */
export const nodeCommands: readonly Command<NodeTarget>[] = [drain, pause, activate, promote, demote, remove];

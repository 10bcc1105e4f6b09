import { Cpu } from 'lucide-react';
import type { SwarmNode } from '../../../app/swarm/nodes.ts';
import { type NodeTarget, nodeCommands } from '../../commands/swarm/nodes.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';
import { managesSwarm } from '../swarm/manages-swarm.ts';

export const nodesSection = kindSection<'node', SwarmNode, NodeTarget>({
  ...words.sections.nodes,
  icon: Cpu,
  keys: 'g o',
  navigation: 'things',
  appears: managesSwarm,
  kind: 'node',
  commands: nodeCommands,
  palette: {
    store: (session) => session.nodes,
    name: ({ name }) => name,
    hint: ({ role }) => words.nodes.roles[role],
    target: (engine, node) => ({ engine, node }),
  },
  View: lazily(async () => (await import('./Nodes.tsx')).Nodes),
});

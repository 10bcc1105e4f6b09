import { Network as NetworkIcon } from 'lucide-react';
import type { Network } from '../../../app/networks.ts';
import { createNetwork, type NetworkTarget, networkCommands, pruneNetworks } from '../../commands/networks.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';

export const networksSection = kindSection<'network', Network, NetworkTarget>({
  ...words.sections.networks,
  icon: NetworkIcon,
  keys: 'g n',
  navigation: 'things',
  kind: 'network',
  commands: networkCommands,
  global: [createNetwork, pruneNetworks],
  palette: {
    store: (session) => session.networks,
    name: ({ name }) => name,
    hint: ({ driver }) => driver,
    keywords: ({ project }) => project,
    target: (engine, network) => ({ engine, network }),
  },
  View: lazily(async () => (await import('./Networks.tsx')).Networks),
});

import { Workflow } from 'lucide-react';
import type { SwarmService } from '../../../app/swarm/services.ts';
import { type ServiceTarget, serviceCommands } from '../../commands/swarm/services.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';
import { managesSwarm } from '../swarm/manages-swarm.ts';

export const servicesSection = kindSection<'service', SwarmService, ServiceTarget>({
  ...words.sections.services,
  icon: Workflow,
  keys: 'g s',
  navigation: 'things',
  appears: managesSwarm,
  kind: 'service',
  commands: serviceCommands,
  palette: {
    store: (session) => session.services,
    name: ({ name }) => name,
    hint: ({ image }) => image,
    keywords: ({ stack }) => stack,
    target: (engine, service) => ({ engine, service }),
  },
  View: lazily(async () => (await import('./Services.tsx')).Services),
});

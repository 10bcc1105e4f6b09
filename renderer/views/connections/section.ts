import { Cable } from 'lucide-react';
import { addConnection, connectionCommands } from '../../commands/connections.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

export const connectionsSection: Section = {
  ...words.sections.connections,
  icon: Cable,
  navigation: 'window',
  commands: connectionCommands,
  global: [addConnection],
  View: lazily(async () => (await import('./Connections.tsx')).Connections),
};

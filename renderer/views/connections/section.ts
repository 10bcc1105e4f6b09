import { Cable } from 'lucide-react';
import type { ConnectionState } from '../../../app/engines/connections.ts';
import { addConnection, connectionCommands } from '../../commands/connections.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { hostPaletteOf } from '../object/palette.ts';
import type { Section } from '../object/section-entry.ts';
import { connectionState } from './state.ts';

export const connectionsSection: Section = {
  ...words.sections.connections,
  icon: Cable,
  navigation: 'window',
  commands: connectionCommands,
  global: [addConnection],
  palette: hostPaletteOf<ConnectionState, ConnectionState>({
    group: words.sections.connections.label,
    commands: connectionCommands,
    store: ({ connections }) => connections,
    name: ({ name }) => name,
    hint: ({ address }) => address,
    state: connectionState,
    target: (_, connection) => connection,
  }),
  View: lazily(async () => (await import('./Connections.tsx')).Connections),
};

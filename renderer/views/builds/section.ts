import { Hammer } from 'lucide-react';
import { buildCommands, openFolder, pruneCache } from '../../commands/builds.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

export const buildsSection: Section = {
  ...words.sections.builds,
  icon: Hammer,
  keys: 'g b',
  navigation: 'things',
  commands: buildCommands,
  global: [openFolder, pruneCache],
  View: lazily(async () => (await import('./Builds.tsx')).Builds),
};

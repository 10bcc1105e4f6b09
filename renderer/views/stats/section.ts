import { ChartLine } from 'lucide-react';
import { compare } from '../../commands/stats.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

export const statsSection: Section = {
  ...words.sections.stats,
  icon: ChartLine,
  keys: 'g u',
  commands: [compare],
  View: lazily(async () => (await import('./StatsPage.tsx')).StatsPage),
};

import { Server } from 'lucide-react';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

/** The engine switcher leads there. */
export const systemSection: Section = {
  ...words.sections.system,
  icon: Server,
  View: lazily(async () => (await import('./System.tsx')).System),
};

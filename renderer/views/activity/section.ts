import { Activity as ActivityIcon } from 'lucide-react';
import { taskCommands } from '../../commands/tasks.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';
import { recipePalette } from './recipe-palette.ts';

export const activitySection: Section = {
  ...words.sections.activity,
  icon: ActivityIcon,
  navigation: 'window',
  commands: taskCommands,
  palette: recipePalette,
  View: lazily(async () => (await import('./Activity.tsx')).Activity),
};

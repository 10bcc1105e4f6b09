import { Settings as SettingsIcon } from 'lucide-react';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

export const settingsSection: Section = {
  ...words.sections.settings,
  icon: SettingsIcon,
  navigation: 'window',
  View: lazily(async () => (await import('./Settings.tsx')).SettingsView),
};

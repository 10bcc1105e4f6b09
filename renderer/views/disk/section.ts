import { HardDriveDownload } from 'lucide-react';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import type { Section } from '../object/section-entry.ts';

/** The status bar leads there. */
export const diskSection: Section = {
  ...words.sections.disk,
  icon: HardDriveDownload,
  View: lazily(async () => (await import('./Disk.tsx')).Disk),
};

import { HardDrive } from 'lucide-react';
import type { Volume } from '../../../app/volumes.ts';
import { createVolume, pruneVolumes, type VolumeTarget, volumeCommands } from '../../commands/volumes.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { words } from '../../words/words.ts';
import { kindSection } from '../object/section-entry.ts';

export const volumesSection = kindSection<'volume', Volume, VolumeTarget>({
  ...words.sections.volumes,
  icon: HardDrive,
  keys: 'g v',
  navigation: 'things',
  kind: 'volume',
  commands: volumeCommands,
  global: [createVolume, pruneVolumes],
  palette: {
    store: (session) => session.volumes,
    name: ({ id }) => id,
    hint: ({ driver }) => driver,
    keywords: ({ project }) => project,
    target: (engine, volume) => ({ engine, volume }),
    used: ({ id }, { volumes }) => volumes.includes(id),
  },
  View: lazily(async () => (await import('./Volumes.tsx')).Volumes),
});

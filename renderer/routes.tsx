import type { ComponentType } from 'react';
import type { Section } from './stores/place.ts';
import { Activity } from './views/activity/Activity.tsx';
import { Builds } from './views/builds/Builds.tsx';
import { Compose } from './views/compose/Compose.tsx';
import { Containers } from './views/containers/Containers.tsx';
import { Disk } from './views/disk/Disk.tsx';
import { Images } from './views/images/Images.tsx';
import { Networks } from './views/networks/Networks.tsx';
import { SettingsView } from './views/settings/Settings.tsx';
import { Volumes } from './views/volumes/Volumes.tsx';

/** The registry: what each section shows. */
export const routes: Readonly<Record<Section, ComponentType>> = {
  Containers,
  Disk,
  Images,
  Builds,
  Compose,
  Volumes,
  Networks,
  Activity,
  Settings: SettingsView,
};

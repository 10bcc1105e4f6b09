import type { ComponentType } from 'react';
import type { Section } from './stores/place.ts';
import { lazily } from './ui/lazily.tsx';
import { Containers } from './views/containers/Containers.tsx';

/** The registry: what each section shows. The first one comes with the window, the others after it. */
export const routes: Readonly<Record<Section, ComponentType>> = {
  Containers,
  Disk: lazily(async () => (await import('./views/disk/Disk.tsx')).Disk),
  Images: lazily(async () => (await import('./views/images/Images.tsx')).Images),
  Builds: lazily(async () => (await import('./views/builds/Builds.tsx')).Builds),
  Compose: lazily(async () => (await import('./views/compose/Compose.tsx')).Compose),
  Volumes: lazily(async () => (await import('./views/volumes/Volumes.tsx')).Volumes),
  Networks: lazily(async () => (await import('./views/networks/Networks.tsx')).Networks),
  Activity: lazily(async () => (await import('./views/activity/Activity.tsx')).Activity),
  Settings: lazily(async () => (await import('./views/settings/Settings.tsx')).SettingsView),
};

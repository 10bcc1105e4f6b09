import type { ComponentType } from 'react';
import type { Section } from './stores/place.ts';
import { Containers } from './views/containers/Containers.tsx';
import { later } from './views/Later.tsx';
import { SettingsView } from './views/settings/Settings.tsx';

/** The registry: what each section shows. */
export const routes: Readonly<Record<Section, ComponentType>> = {
  Containers,
  Images: later('Images', 'docker images'),
  Builds: later('Builds', 'docker build'),
  Compose: later('Compose', 'docker compose ls'),
  Volumes: later('Volumes', 'docker volume ls'),
  Networks: later('Networks', 'docker network ls'),
  Activity: later('Activity', 'docker events'),
  Settings: SettingsView,
};

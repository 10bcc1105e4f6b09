import { pages } from '../stores/place.ts';
import { openFolder } from './builds.ts';
import type { GlobalCommand } from './command.ts';
import { openFile } from './compose.ts';
import { logsMatching } from './containers.ts';
import { runContainer } from './create.ts';
import { dockCommands } from './dock.ts';
import { pruneImages } from './images.ts';
import { createNetwork, pruneNetworks } from './networks.ts';
import { transferCommands } from './transfers.ts';
import { createVolume, pruneVolumes } from './volumes.ts';

const sectionKeys: Partial<Record<(typeof pages)[number], string>> = {
  Containers: 'g c',
  Images: 'g i',
  Builds: 'g b',
  Compose: 'g p',
  Volumes: 'g v',
  Networks: 'g n',
};

const go: GlobalCommand[] = pages.map((section) => ({
  id: `go.${section.toLowerCase()}`,
  label: `Go to ${section}`,
  icon: 'go',
  ...(sectionKeys[section] ? { keys: sectionKeys[section] } : {}),
  run: ({ place, focus }) => {
    place.go({ section });
    focus.toList();
  },
}));

const themes: GlobalCommand[] = (['system', 'light', 'dark'] as const).map((theme) => ({
  id: `theme.${theme}`,
  label: `Theme: ${theme}`,
  icon: 'theme',
  run: ({ settings }) => settings.update({ theme }),
}));

/** The registry of what can be done without an object. */
export const globalCommands: readonly GlobalCommand[] = [
  ...go,
  runContainer,
  logsMatching,
  openFolder,
  openFile,
  ...transferCommands,
  createVolume,
  pruneVolumes,
  createNetwork,
  pruneNetworks,
  pruneImages,
  ...dockCommands,
  ...themes,
];

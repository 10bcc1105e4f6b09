import { words } from '../words/words.ts';
import { startBroadcast } from './broadcast.ts';
import { dockCommands } from './dock/dock.ts';
import { paneCommands } from './dock/panes.ts';
import type { GlobalCommand } from './running/command.ts';
import { playRecording, recordShell } from './typing/recordings.ts';
import { addSnippet } from './typing/snippets.ts';
import { uploadFiles } from './uploads.ts';

const themes: GlobalCommand[] = (['system', 'light', 'dark'] as const).map((theme) => ({
  id: `theme.${theme}`,
  label: words.commands.theme[theme],
  icon: 'theme',
  run: ({ settings }) => settings.update({ theme }),
}));

/** What can be done to the window itself, wherever the person is. */
export const windowCommands: readonly GlobalCommand[] = [
  ...dockCommands,
  ...paneCommands,
  startBroadcast,
  addSnippet,
  recordShell,
  playRecording,
  uploadFiles,
  ...themes,
];

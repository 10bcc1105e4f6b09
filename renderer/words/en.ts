import { activityWords } from './en/activity.ts';
import { buildReasons, buildWords } from './en/builds.ts';
import { composeReasons, composeWords } from './en/compose.ts';
import { composeFileReasons } from './en/compose-files.ts';
import { connectionReasons, connectionWords } from './en/connections/connections.ts';
import { reachWords } from './en/connections/reach.ts';
import { sshReasons } from './en/connections/ssh.ts';
import { changeWords } from './en/container/changes.ts';
import { editReasons, editWords } from './en/container/edits.ts';
import { endingWords } from './en/container/ending.ts';
import { fileReasons, fileWords } from './en/container/files.ts';
import { keepingWords } from './en/container/keeping.ts';
import { limitWords } from './en/container/limits.ts';
import { overviewWords } from './en/container/overview.ts';
import { processWords } from './en/container/processes.ts';
import { recipeReasons, recipeWords } from './en/container/recipes.ts';
import { statsWords } from './en/container/stats.ts';
import { whyWords } from './en/container/why.ts';
import { containerReasons, containerWords } from './en/containers.ts';
import { diskReasons, diskWords } from './en/disk.ts';
import { dockerfileReasons } from './en/dockerfiles.ts';
import { documentReasons } from './en/documents.ts';
import { editorWords } from './en/editor.ts';
import { engineReasons, startingReasons, startingWords } from './en/engine.ts';
import { folderWords } from './en/folders.ts';
import { hostReasons } from './en/host.ts';
import { imageReasons, imageWords } from './en/images.ts';
import { logReasons, logWords } from './en/logs.ts';
import { networkWords } from './en/networks.ts';
import { pageReasons } from './en/page.ts';
import { recordingReasons, recordingWords } from './en/recordings.ts';
import { registryReasons } from './en/registries.ts';
import { runWords } from './en/run/run.ts';
import { shellReasons } from './en/shells.ts';
import { nodeWords, serviceWords, swarmReasons } from './en/swarm.ts';
import { systemWords } from './en/system.ts';
import { taskSayings } from './en/tasks.ts';
import { copyReasons, copyWords, transferWords } from './en/transfers.ts';
import { unitWords } from './en/units.ts';
import { volumeWords } from './en/volumes.ts';
import { commandWords } from './en/window/commands.ts';
import { commonWords } from './en/window/common.ts';
import { debugWords } from './en/window/debug.ts';
import { dockWords } from './en/window/dock.ts';
import { listWords, objectWords } from './en/window/lists.ts';
import { openingWords } from './en/window/opening.ts';
import { paletteWords } from './en/window/palette.ts';
import { partWords } from './en/window/parts.ts';
import { promptWords } from './en/window/prompts.ts';
import { sectionWords } from './en/window/sections.ts';
import { settingsWords } from './en/window/settings.ts';
import { shellWords } from './en/window/shell.ts';
import { terminalWords } from './en/window/terminal.ts';
import { typingWords } from './en/window/typing.ts';
import { uiWords } from './en/window/ui.ts';
import type { NextSteps, ProblemWords } from './language/types.ts';

const problems: ProblemWords = {
  ...buildReasons,
  ...composeFileReasons,
  ...composeReasons,
  ...connectionReasons,
  ...containerReasons,
  ...copyReasons,
  ...diskReasons,
  ...dockerfileReasons,
  ...documentReasons,
  ...editReasons,
  ...engineReasons,
  ...fileReasons,
  ...hostReasons,
  ...imageReasons,
  ...logReasons,
  ...pageReasons,
  ...recipeReasons,
  ...recordingReasons,
  ...registryReasons,
  ...shellReasons,
  ...sshReasons,
  ...startingReasons,
  ...swarmReasons,
};

const nextSteps: NextSteps = {
  'engine-unreachable': 'Start the engine, or choose another one at the top left. Gantry keeps trying.',
  'permission-denied': 'Ask for access to the engine, or run Gantry as somebody who has it.',
  'not-found': 'It may have been removed meanwhile.',
  conflict: 'Look at its present state and try again.',
  'in-use': 'Stop or remove what uses it first.',
  'invalid-input': 'Change the value and try again.',
  unauthorized: 'Log in and try again.',
  'no-space': 'Free some disk space on the engine and try again.',
  unsupported: 'Another engine or a newer version may be able to.',
  timeout: 'The engine may be busy; try again in a moment.',
  cancelled: '',
  internal: 'Try again; if it stays, please report it with the detail below.',
};

/** The page in English. Every other language has the same type: `Words`. */
export const en = {
  /** Its BCP 47 tag. */
  language: 'en',
  problems,
  nextSteps,
  /** For a reason that an older or a newer Gantry had. */
  unknownReason: ({ reason }: { readonly reason: string }) => `Something went wrong (${reason}).`,
  activity: activityWords,
  builds: buildWords,
  commands: commandWords,
  common: commonWords,
  compose: composeWords,
  connections: connectionWords,
  containers: containerWords,
  why: whyWords,
  changes: changeWords,
  keeping: keepingWords,
  processes: processWords,
  copies: copyWords,
  debug: debugWords,
  disk: diskWords,
  dock: dockWords,
  editor: editorWords,
  edits: editWords,
  ending: endingWords,
  files: fileWords,
  folders: folderWords,
  images: imageWords,
  limits: limitWords,
  lists: listWords,
  logs: logWords,
  networks: networkWords,
  nodes: nodeWords,
  services: serviceWords,
  object: objectWords,
  overview: overviewWords,
  parts: partWords,
  palette: paletteWords,
  prompts: promptWords,
  reach: reachWords,
  recordings: recordingWords,
  run: runWords,
  sections: sectionWords,
  settings: settingsWords,
  shell: shellWords,
  starting: startingWords,
  recipes: recipeWords,
  stats: statsWords,
  system: systemWords,
  tasks: taskSayings,
  opening: openingWords,
  terminal: terminalWords,
  transfers: transferWords,
  typing: typingWords,
  ui: uiWords,
  units: unitWords,
  volumes: volumeWords,
};

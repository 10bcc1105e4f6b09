import type { ShellReasons } from '../../../app/reasons/shells.ts';
import type { ReasonWords } from '../language/types.ts';

export const shellReasons: ReasonWords<ShellReasons> = {
  'exec-unnamed': 'The engine did not say which command it made.',
  'exec-ended': 'This shell has ended.',
  'shell-ended': ['This shell has ended.', 'Open a new one.'],
  'shell-not-running': ['The container is not running.', 'Start it, then open a shell.'],
  'attach-not-running': ['The container is not running.', 'Start it, then attach to it.'],
  'shell-container-ended': [
    ({ code }) => `Its container ended with exit code ${code}.`,
    'Start it, then open the shell again.',
  ],
  'shell-container-oom': ['Its container was ended for want of memory.', 'Start it, then open the shell again.'],
  'shell-container-removed': 'Its container was removed.',
  'shell-container-restarted': 'Its container was restarted.',
  'shell-ends-quickly': [
    ({ count }) => `The last ${count} shells here ended soon after they were opened.`,
    'See why in the container’s log, then reconnect.',
  ],
  'shell-does-not-read': ['What runs in this shell does not read what is typed.', 'Wait until it does, or end it.'],
  'toolbox-shared-processes': [
    'This container runs in the processes of another one, where its files cannot be told from theirs.',
    'Open a debug shell of the container whose processes it shares.',
  ],
  'toolbox-no-shell': [
    ({ image }) => `The image ${image} has no shell.`,
    'Choose another one with tools, for example busybox or alpine.',
  ],
  'privileged-refused': ['The engine does not give these privileges.', 'Open it without them.'],
  'console-missing': [
    'No terminal program was found on this machine.',
    'Name one in the settings, at “Terminal program”.',
  ],
  'console-not-started': [
    ({ program }) => `${program} could not be started.`,
    'Check “Terminal program” in the settings.',
  ],
  'console-failed': [
    ({ program, code }) => `${program} ended at once with exit code ${code}.`,
    'Try its line in a terminal, or name another program in the settings, at “Terminal program”.',
  ],
  'cli-missing': [
    'The docker command was not found on this machine.',
    'Install it; a terminal opens the shell with it.',
  ],
  'upload-nowhere': ['It cannot be told where the shell is.', 'The container needs a shell at /bin/sh for that.'],
  'upload-not-writable': [
    ({ folder }) => `The shell’s user may not write into ${folder}.`,
    'Go to another folder in the shell, and drop the files again.',
  ],
  'upload-into-memory': [
    ({ folder }) =>
      `${folder} is in memory (tmpfs), where only the container’s own tar could put files, and it has none.`,
    'Go to another folder in the shell, and drop the files again.',
  ],
  'upload-folder-there': [
    ({ name, folder }) => `${name} is in ${folder} already, and one of both is a folder.`,
    'Folders are not put together: rename one of them.',
  ],
  'upload-exists': ({ name, count, folder }) =>
    count === 1
      ? `${name} is in ${folder} already.`
      : `${count} of the files are in ${folder} already, such as ${name}.`,
  'upload-too-many': ({ most }) => `At most ${most} files and folders can be dropped at once.`,
  'upload-too-long': ['More came than the files were long.', 'They may have changed meanwhile: drop them again.'],
  'upload-out-of-turn': 'Something was sent before what came earlier was taken.',
  'upload-over': 'The upload has ended.',
  'upload-stalled': ['The window sent nothing for a minute.', 'Drop the files again.'],
  'upload-not-unpacked': [
    ({ folder }) => `The container’s tar could not write the files into ${folder}.`,
    'Make room there, or go to another folder in the shell, and drop the files again.',
  ],
  'upload-not-moved': [
    'The files could not be moved to where they belong.',
    'Something there may not be replaced by the shell’s user.',
  ],
  'files-read-only': [
    'The container’s files are read-only.',
    'Go to a volume that can be written to in the shell, and drop the files again.',
  ],
  'shells-too-many': [({ most }) => `${most} shells are open.`, 'Close some of them first.'],
};

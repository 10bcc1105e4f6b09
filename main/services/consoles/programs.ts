import { consoleMarks } from '../../../app/consoles.ts';
import { formatCommandLine, parseCommandLine } from '../../../app/text/command-line.ts';
import { onPath } from '../../processes/on-path.ts';

const { words: command, line } = consoleMarks;

/** Terminal programs by platform, the one that a person most likely means first: each with what leads to a command. */
const known: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly string[])[]>>> = {
  darwin: [
    // The line comes as an argument of the script, so that nothing in it is read as AppleScript.
    [
      'osascript',
      '-e',
      'on run argv',
      '-e',
      'tell application "Terminal" to do script (item 1 of argv)',
      '-e',
      'tell application "Terminal" to activate',
      '-e',
      'end run',
      line,
    ],
  ],
  win32: [['conhost', command]],
};

const others: readonly (readonly string[])[] = [
  ['x-terminal-emulator', '-e', command],
  ['gnome-terminal', '--', command],
  ['ptyxis', '--', command],
  ['kgx', '--', command],
  ['konsole', '-e', command],
  ['xfce4-terminal', '-x', command],
  ['mate-terminal', '-x', command],
  ['lxterminal', '-e', line],
  ['kitty', command],
  ['ghostty', '-e', command],
  ['alacritty', '-e', command],
  ['wezterm', 'start', '--', command],
  ['foot', command],
  ['xterm', '-e', command],
];

/** The first terminal program that PATH leads to, as a line with a place for the command; undefined if there is none. */
export async function foundConsole(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<readonly string[] | undefined> {
  for (const words of known[platform] ?? others) {
    if (await onPath(words[0] ?? '', env)) return words;
  }
  return undefined;
}

/**
 * The words that start a terminal program with a command.
 * @param template as a person wrote it; one that cannot be read gives none
 */
export function consoleWords(template: string, command: readonly string[]): readonly string[] {
  const parsed = parseCommandLine(template);
  return 'fault' in parsed ? [] : withCommand(parsed.words, command);
}

/** Puts a command where the marks are: its words as they are, or one line that a shell reads back as these. */
export function withCommand(template: readonly string[], command: readonly string[]): readonly string[] {
  return template.flatMap((word) =>
    word === consoleMarks.words ? command : [word.replaceAll(consoleMarks.line, () => formatCommandLine(command))],
  );
}

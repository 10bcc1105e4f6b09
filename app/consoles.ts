import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { call } from './rpc/operation.ts';
import { ConsoleHow } from './terminal.ts';
import { parseCommandLine } from './text/command-line.ts';

/** Characters of the line that starts a terminal program. */
export const longestConsole = 500;

/** What stands in that line for the command, as words of their own, or as one line for a program that wants it so. */
export const consoleMarks = { words: '{command}', line: '{line}' } as const;

/** Whether a line names a program, and where the command comes. */
export function isConsoleLine(line: string): boolean {
  const parsed = parseCommandLine(line);
  if ('fault' in parsed) return false;
  const [program, ...args] = parsed.words;
  return program !== undefined && args.some((word) => word === consoleMarks.words || word.includes(consoleMarks.line));
}

/** The program that was, or would be, started. */
export interface FoundConsole {
  /** Its name, or its path if a person gave that. */
  readonly program: string;
}

/** Shells in the terminal program of the system: they are the person's own, and Gantry neither shows nor ends them. */
export const consoles = {
  /** Which terminal program is found where the person set none. */
  find: call('safe', z.object({})).returns<FoundConsole | undefined>(),
  /**
   * Starts what `how` says, without it a shell (bash where there is one, else sh), through the docker command in a terminal program. Resolves when
   * that runs; that it fails later only its window says.
   */
  open: call('changes', z.object({ ...EngineContainer.shape, how: z.optional(ConsoleHow) })).returns<FoundConsole>(),
};

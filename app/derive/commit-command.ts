import type { Commit } from '../images.ts';
import { cliWord } from '../text/command-line.ts';

/** The docker command that makes the same image of a container. */
export function commitCommand(
  name: string,
  { reference, message, author, changes, pause }: Omit<Commit, 'id'>,
): string {
  return [
    'docker commit',
    ...(author ? [`--author ${cliWord(author)}`] : []),
    ...changes.map((change) => `--change ${cliWord(change)}`),
    ...(message ? [`--message ${cliWord(message)}`] : []),
    ...(pause ? [] : ['--pause=false']),
    cliWord(name),
    ...(reference === undefined ? [] : [cliWord(reference)]),
  ].join(' ');
}

import type { BuildOrder } from '../builds.ts';
import { cliWord } from '../text/command-line.ts';
import { leftOut } from '../text/left-out.ts';

/** What of a build stands on its command line: of arguments the names, for values may be secret. */
export interface BuildLine extends Omit<BuildOrder, 'engine' | 'args'> {
  readonly argNames: readonly string[];
}

/** What would build the same in a terminal, once the values of its arguments are in the environment. */
export function buildCommand({ folder, dockerfile, tags, target, argNames, noCache, pull }: BuildLine): string {
  const path = `${folder.replace(/[/\\]$/, '')}/${dockerfile}`;
  return [
    'docker build',
    ...tags.map((tag) => `--tag ${cliWord(tag)}`),
    ...(dockerfile === 'Dockerfile' ? [] : [`--file ${cliWord(path)}`]),
    ...(target === undefined ? [] : [`--target ${cliWord(target)}`]),
    ...argNames.map((name) => `--build-arg ${leftOut(name)}`),
    ...(noCache ? ['--no-cache'] : []),
    ...(pull ? ['--pull'] : []),
    cliWord(folder),
  ].join(' ');
}

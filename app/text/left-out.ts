import { cliWord } from './command-line.ts';

/**
 * A variable on a command line without its value, which may be secret: the shell that the line is pasted into takes it
 * from its own environment, and says that it was left out where it has none. Nothing runs with an empty or wrong one.
 * @param name of the variable, e.g. `TOKEN`; one that no shell variable can have asks for `VALUE` instead
 * @returns one word of a POSIX shell: `TOKEN="${TOKEN:?was left out}"`
 */
export function leftOut(name: string): string {
  if (/^[A-Za-z_]\w*$/.test(name)) return `${name}="\${${name}:?was left out}"`;
  return `${cliWord(`${name}=`)}"\${VALUE:?was left out}"`;
}

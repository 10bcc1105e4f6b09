import { cliWord } from './command-line.ts';

/**
 * A variable on a command line without its value, which may be secret: the shell that the line is pasted into takes it
 * from its own environment, and says that it was left out where it has none. Nothing runs with an empty or wrong one.
 * @param name of the variable, e.g. `TOKEN`; one that no shell variable can have asks for `VALUE` instead
 * @returns one word of a POSIX shell: `TOKEN="${TOKEN:?was left out}"`
 */
export function leftOut(name: string): string {
  return `${isShellName(name) ? `${name}=` : cliWord(`${name}=`)}"${fromOutside(name)}"`;
}

/** What a POSIX shell, and Compose, put a value of their own environment in for, or fail where there is none. */
export function fromOutside(name: string): string {
  return `\${${isShellName(name) ? name : 'VALUE'}:?was left out}`;
}

function isShellName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

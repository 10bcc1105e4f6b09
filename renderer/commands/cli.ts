import type { Command } from './command.ts';

/**
 * A word of a POSIX shell's command line that stands for exactly this text. Control characters are written as `$'…'`
 * escapes, so that a pasted line never runs a hidden second command.
 */
export function cliWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  if (!/[\p{Cc}\p{Cf}]/u.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
  return `$'${escaped}'`;
}

/** What would do the same in a terminal, a line per target that it fits. */
export function cliLines<T>(command: Command<T>, targets: readonly T[]): readonly string[] {
  return targets.filter((target) => command.fits(target)).flatMap((target) => command.cli?.(target) ?? []);
}

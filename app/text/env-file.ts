/** A line of an `.env` file that is no variable. */
export interface OddLine {
  /** What stands before its `=`: the rest may be secret. */
  readonly name: string;
  /** It takes its value from whoever runs the command; or its name is none. */
  readonly why: 'left-out' | 'value';
}

export interface EnvFile {
  /** In the order of the file, the last of each name. */
  readonly pairs: readonly { readonly name: string; readonly value: string }[];
  readonly odd: readonly OddLine[];
}

/**
 * Reads an `.env` file as `docker run --env-file` does: `#` begins a comment only at the start of a line, blanks before a
 * name do not count, and what follows the `=` is the value as it stands, quotes and all. Never throws.
 */
export function readEnvFile(text: string): EnvFile {
  const pairs = new Map<string, string>();
  const odd: OddLine[] = [];
  for (const full of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const line = full.trimStart();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf('=');
    const name = at < 0 ? line : line.slice(0, at);
    const value = line.slice(at + 1);
    if (name === '' || /\s/.test(name) || line.includes('\0')) odd.push({ name: name.slice(0, 200), why: 'value' });
    else if (at < 0) odd.push({ name: name.slice(0, 200), why: 'left-out' });
    else pairs.set(name, value);
  }
  return { pairs: [...pairs].map(([name, value]) => ({ name, value })), odd };
}

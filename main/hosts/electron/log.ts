import { inspect } from 'node:util';

/** Writes one line to stderr, the only place a windowed program can complain to before it has a window. */
export function log(what: string, error?: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : inspect(error);
  process.stderr.write(error === undefined ? `gantry: ${what}\n` : `gantry: ${what}: ${reason}\n`);
}

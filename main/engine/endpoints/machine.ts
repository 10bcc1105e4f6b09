import { homedir } from 'node:os';
import { readTextWithin } from '../../disk/read-file.ts';

/** What the search for engines depends on, so that a test can point it at a folder. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Undefined where the system has none. */
  readonly uid: number | undefined;
  /** Put before the system's own absolute paths; '' outside tests. */
  readonly root: string;
}

export function thisMachine(env: NodeJS.ProcessEnv): Machine {
  return { env, home: homedir(), platform: process.platform, uid: process.getuid?.(), root: '' };
}

/** Configuration and certificates are some kB; what is larger is something else. */
const maxFile = 1024 * 1024;

/** A small text file; undefined when it cannot be read, is too large or is no file. */
export async function readSmall(path: string): Promise<string | undefined> {
  return readTextWithin(path, maxFile).catch(() => undefined);
}

import { resolve } from 'node:path';

export interface Options {
  /** Where everything is kept, instead of the system's folder for application data. Absolute. */
  readonly userDataDir: string | undefined;
  /** Check the app, print one line of JSON and exit with 0 or 1. */
  readonly selfTest: boolean;
}

/** Reads our own options; Electron's and Chromium's stand on the same command line and are left to them. */
export function parseOptions(argv: readonly string[]): Options {
  const prefix = '--user-data-dir=';
  const dir = argv.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length);
  return { userDataDir: dir ? resolve(dir) : undefined, selfTest: argv.includes('--self-test') };
}

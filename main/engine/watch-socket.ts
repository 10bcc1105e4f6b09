import { dirname, relative, sep } from 'node:path';
import { nearestFolder, watchFolder } from './endpoints/watch-folder.ts';

/** Calls back whenever a socket's file may have appeared or changed, so that an engine that starts is used at once. */
export class SocketWatch {
  readonly #path: string | undefined;
  readonly #changed: () => void;
  #end: () => void = () => {};

  /** Without a path (only sockets in files can be watched) nothing is ever called. */
  constructor(path: string | undefined, changed: () => void) {
    this.#path = path;
    this.#changed = changed;
  }

  /** Watches from now on, or anew: the folder may be another one by now. No change falls in between. */
  renew(): void {
    const before = this.#end;
    if (this.#path !== undefined) this.#end = watchSocket(this.#path, this.#changed);
    before();
  }

  readonly stop = (): void => {
    this.#end();
    this.#end = () => {};
  };
}

/**
 * Where the folder of `path` does not exist yet, the nearest one above it is watched for the next folder on the way:
 * watch anew after each call. Best effort: where the system cannot watch, nothing is called.
 * @returns stops watching
 */
function watchSocket(path: string, changed: () => void): () => void {
  const folder = nearestFolder(dirname(path));
  const next = relative(folder, path).split(sep)[0];
  return watchFolder(folder, (name) => name === next, changed);
}

/**
 * What Gantry asks of an engine to look into a container with the programs of another image. A toolbox is a container of
 * that image that does nothing until commands are run in it.
 */
export interface EngineToolboxes {
  /**
   * Starts one in the processes, the network and, where they are shared, the memory segments of a container that runs. It
   * may look into processes of other users, and no more. It ends when that container does, and goes with its end.
   * `unsupported` for a container that is in the processes of another one.
   */
  join(target: string, options: ToolboxOptions, signal: AbortSignal): Promise<Toolbox>;
  /**
   * Starts one with the files of a container that does not run, as they are now and without those of its volumes. What is
   * written there does not reach the container. It goes when it is removed.
   */
  open(target: string, options: ToolboxOptions, signal: AbortSignal): Promise<Toolbox>;
  /** Resolves when a toolbox has ended, or there is none. Docker 20 does not end the commands that ran in it by then. */
  ended(container: string, signal: AbortSignal): Promise<void>;
  /** Removes all that was made with a mark, running or not; nothing of it being there is fine. */
  remove(mark: string, signal: AbortSignal): Promise<void>;
}

export interface ToolboxOptions {
  /** What it can be found by later, whatever became of the call: letters and digits. */
  readonly mark: string;
  readonly name: string;
  /** Of the engine, by name or id; it is not pulled. Must have `/bin/sh` and `sleep`. */
  readonly image: string;
}

/** A toolbox that runs. */
export interface Toolbox {
  /** Its id. */
  readonly container: string;
  /** Where the files of the container are, as its commands see them: `/proc/1/root`. */
  readonly root: string;
}

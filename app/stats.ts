import { EngineContainer } from './containers.ts';
import { call, stream } from './rpc/operation.ts';

/**
 * One sample of a running container's use, by the docker CLI's formulas. Absent figures are ones the engine did not give. What
 * was received, sent, read and written is counted from the container's start.
 */
export interface StatsSample {
  /** ms since the epoch, by the engine's clock. */
  readonly time: number;
  /** Percent of one core: 200 means two cores busy. Of a container of Windows percent of the whole machine. */
  readonly cpu?: number;
  /** Bytes, without the page cache that can be dropped; of Windows the private working set. */
  readonly memory?: number;
  /** Bytes of page cache that can be dropped, beside `memory`; Podman does not tell them apart. */
  readonly cache?: number;
  /** Bytes; absent when there is no limit. */
  readonly memoryLimit?: number;
  /** Bytes over all its networks; absent where it has none of its own. */
  readonly received?: number;
  readonly sent?: number;
  /** Bytes from and to block devices; what comes out of the page cache is none. */
  readonly read?: number;
  readonly written?: number;
  /** Processes and threads. */
  readonly pids?: number;
  /** Absent when there is no limit. */
  readonly pidsLimit?: number;
}

/** ms from one sample to the next beyond which nothing was measured in between: Podman sends one in five seconds. */
export const longestPause = 12_000;

/** ms that samples are kept for, while Gantry runs. */
export const historySpan = 3_600_000;

export const stats = {
  /**
   * What was measured of the container in the last hour, whoever looked, oldest first; measures nothing itself. What is older
   * than some minutes is told in steps of ten seconds.
   */
  history: call('safe', EngineContainer).returns<readonly StatsSample[]>(),
  /** A sample about every second (Podman: five) while the container runs; ends when it stops. */
  watch: stream('safe', EngineContainer).of<StatsSample>(),
};

import { EngineContainer } from './containers.ts';
import { call, stream } from './rpc/operation.ts';

/** One sample of a running container's use, by the docker CLI's formulas. Absent figures are ones the engine did not give. */
export interface StatsSample {
  /** ms since the epoch, by the engine's clock. */
  readonly time: number;
  /** Percent of one core: 200 means two cores busy. Of a container of Windows percent of the whole machine. */
  readonly cpu?: number;
  /** Bytes, without the page cache that can be dropped; of Windows the private working set. */
  readonly memory?: number;
  /** Bytes; absent when there is no limit. */
  readonly memoryLimit?: number;
}

/** ms from one sample to the next beyond which nothing was measured in between: Podman sends one in five seconds. */
export const longestPause = 12_000;

export const stats = {
  /** What was measured of the container in the last minutes, whoever looked, oldest first; measures nothing itself. */
  recent: call('safe', EngineContainer).returns<readonly StatsSample[]>(),
  /** A sample about every second (Podman: five) while the container runs; ends when it stops. */
  watch: stream('safe', EngineContainer).of<StatsSample>(),
};

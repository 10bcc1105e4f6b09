import type { BuildOutput } from '../../../app/build/wishes.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { OutputTo } from '../../engine/ports/builds.ts';
import type { TaskHandle } from '../tasks/tasks.ts';

/** What writes to this machine what a build made. */
export interface Outputs {
  /** Rejects with `conflict` where what is there must not be written over: a file is replaced, a folder is not. */
  check(output: BuildOutput): Promise<void>;
  to(output: BuildOutput, task: TaskHandle): OutputTo;
}

const cannot = ({ kind }: BuildOutput) =>
  problem('unsupported', 'build-cannot', { params: { ability: `output-${kind}` } });

/** Where nothing writes: builds make images only. */
export const noOutputs: Outputs = {
  check: async (output) => {
    throw cannot(output);
  },
  to: (output) => {
    throw cannot(output);
  },
};

import { cpuClock } from '../cpu-time.ts';

/** What a piece of work cost this process at its worst. */
export interface Strain {
  /** Bytes by which memory of JavaScript and its buffers grew. */
  readonly memory: number;
  /**
   * The longest time in ms for which nothing else had its turn, as processor time: what other processes of a busy machine
   * take does not count.
   */
  readonly silence: number;
}

const sampleEvery = 10;

/** Runs `work` to its end, good or bad, and tells what it cost. */
export async function strainOf(work: () => Promise<unknown>): Promise<Strain> {
  const before = memoryNow();
  let memory = 0;
  let silence = 0;
  const processor = cpuClock();
  let used = 0;
  const sample = (): void => {
    memory = Math.max(memory, memoryNow() - before);
    const now = processor();
    silence = Math.max(silence, now - used);
    used = now;
  };
  const timer = setInterval(sample, sampleEvery);
  try {
    await work();
  } finally {
    clearInterval(timer);
    sample();
  }
  return { memory, silence };
}

function memoryNow(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

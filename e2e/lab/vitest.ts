import type { TestProject } from 'vitest/node';
import { type Lab, startLab } from './lab.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The socket of the lab's engine. */
    labSocket: string;
    labDir: string;
    /** The docker command; run it with `use.ts`. */
    labDocker: string;
  }
}

/** Vitest's global setup: one engine for all lab tests of a run, and its end after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lab: Lab = await startLab({ say: (line) => console.error(line) });
  project.provide('labSocket', lab.socket);
  project.provide('labDir', lab.dir);
  project.provide('labDocker', lab.docker);
  return () => lab.stop();
}

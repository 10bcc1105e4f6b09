import type { TestProject } from 'vitest/node';
import { type Shared, shareEngines } from './shared.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The engine of the machine's own Docker. */
    lab: Shared;
    /** The socket on which `sharedEngine` asks for others. */
    labs: string;
  }
}

/** Vitest's global setup: the engines that all lab tests of a run share, and their end after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { docker, path, stop } = await shareEngines((line) => console.error(line));
  project.provide('lab', { dir: docker.dir, socket: docker.socket, docker: docker.docker });
  project.provide('labs', path);
  return stop;
}

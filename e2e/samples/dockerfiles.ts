import { readFileSync } from 'node:fs';

/** A Dockerfile of our own that builders take. */
export interface DockerfileSample {
  readonly name: string;
  readonly text: string;
}

/** Dockerfiles that use every instruction, flag and form; a line `=== name` begins each. */
export function dockerfileSamples(): readonly DockerfileSample[] {
  const all = readFileSync(new URL('./dockerfiles.txt', import.meta.url), 'utf8');
  return all
    .split(/^=== /m)
    .filter((part) => part !== '')
    .map((part) => {
      const end = part.indexOf('\n');
      return { name: part.slice(0, end), text: part.slice(end + 1) };
    });
}

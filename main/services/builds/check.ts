import type { BuildCheck, DockerfileQuestion } from '../../../app/builds.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { resolveFile } from '../../../app/dockerfile/resolve.ts';
import type { Dockerfile } from '../../../app/dockerfile/types.ts';
import type { Engine } from '../../engine/engine.ts';
import { imagesOf } from './bases.ts';

/**
 * What an engine's builder says to a Dockerfile. Undefined where it does not check files, and where it refuses one
 * that names another frontend by `# syntax=`: that may know more, and only a build fetches it.
 */
export async function checkDockerfile(
  { builds }: Engine,
  question: DockerfileQuestion,
  signal: AbortSignal,
): Promise<readonly BuildCheck[] | undefined> {
  const { text, args } = question;
  const file = readDockerfile(text);
  if (!canAsk(file, args)) return undefined;
  const checks = await builds.check(question, imagesOf(text, args), signal);
  const isRefused = checks?.some(({ severity }) => severity === 'error') ?? false;
  return isRefused && file.directives.some(({ name }) => name === 'syntax') ? undefined : checks;
}

/** Nothing is said to a file without instructions; and a base that only the builder can tell would be asked of its registry. */
function canAsk(file: Dockerfile, args: DockerfileQuestion['args']): boolean {
  return file.instructions.length > 0 && resolveFile(file, args).resolved.every(({ base }) => base !== undefined);
}

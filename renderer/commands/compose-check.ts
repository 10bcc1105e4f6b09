import type { ComposeFinding, ComposeProject } from '../../app/compose.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import type { Session } from '../stores/session.ts';

/** A check that another one of the same file took the place of is asked for again, so often. */
const tries = 3;

/**
 * The first thing for which Compose would refuse a project's file: as it is on disk, or as `text`. Undefined where there
 * is none, or where nobody can tell; Compose itself has the last word.
 */
export async function faultIn(
  { link }: Session,
  project: ComposeProject,
  path: string,
  text?: string,
): Promise<ComposeFinding | undefined> {
  // What is wrong with one of several files, or seen from another folder, may be right in the whole.
  const alone = project.files.length === 1 && isIn(project.workingDir, path);
  const order = { path, ...(text === undefined ? {} : { text }) };
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      const findings = await link.ask((client) => client.compose.validate(order));
      return findings.find(({ severity, source }) => severity === 'error' && (alone || source === 'YAML'));
    } catch (error) {
      if (toProblem(error).code !== 'cancelled') return undefined;
    }
  }
  return undefined;
}

function isIn(folder: string, path: string): boolean {
  return folder === '' || path.replace(/[/\\][^/\\]*$/, '') === folder;
}

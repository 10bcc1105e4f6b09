import { nodeArchive } from './node-image.ts';
import { postgresArchive } from './postgres-image.ts';

const makers = { node: nodeArchive, postgres: postgresArchive } as const;

/** Images that a lab can have besides busybox. */
export type LabImage = keyof typeof makers;

/** The archives of images for `docker load`, out of the cache or made now. Throws with what is missing. */
export async function imageArchives(
  names: readonly LabImage[],
  busybox: string,
  say: (line: string) => void,
): Promise<string[]> {
  const archives: string[] = [];
  for (const name of names) archives.push(await makers[name](busybox, say));
  return archives;
}

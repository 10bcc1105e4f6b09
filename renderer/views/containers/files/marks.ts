import type { ChangeKind, FileChange } from '../../../../app/containers.ts';

/** What a container changed in a folder against its image, by the names in it; `within`: something below that name. */
export type Marks = ReadonlyMap<string, ChangeKind | 'within'>;

/** @param changes in the order of their paths or in none */
export function marksIn(folder: string, changes: readonly FileChange[]): Marks {
  const begin = folder === '/' ? '/' : `${folder}/`;
  const marks = new Map<string, ChangeKind | 'within'>();
  for (const { path, kind } of changes) {
    if (!path.startsWith(begin)) continue;
    const rest = path.slice(begin.length);
    const end = rest.indexOf('/');
    if (end < 0) marks.set(rest, kind);
    else if (!marks.has(rest.slice(0, end))) marks.set(rest.slice(0, end), 'within');
  }
  return marks;
}

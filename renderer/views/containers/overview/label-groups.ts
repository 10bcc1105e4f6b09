import { groupBy } from '../../../../app/derive/group-by.ts';

type Label = readonly [name: string, value: string];

/** Labels that stand together, as what their names begin with is the same; '' for those that stand alone. */
export interface LabelGroup {
  readonly prefix: string;
  readonly labels: readonly Label[];
}

/** Labels of a group; fewer stand alone. */
const fewest = 2;

/**
 * Groups labels by the name space that they are in, as Docker asks for them: `com.docker.compose.` of `com.docker.compose.project`.
 * Those that stand alone come first, then the groups; all by name.
 */
export function labelGroups(labels: Readonly<Record<string, string>>): readonly LabelGroup[] {
  const all = Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const bySpace = groupBy(all, ([name]) => spaceOf(name));
  const groups = [...bySpace].filter(([space, group]) => space !== '' && group.length >= fewest);
  const grouped = new Set(groups.map(([space]) => space));
  const alone = all.filter(([name]) => !grouped.has(spaceOf(name)));
  return [
    ...(alone.length > 0 ? [{ prefix: '', labels: alone }] : []),
    ...groups.map(([prefix, group]) => ({ prefix, labels: group })),
  ];
}

/** Three parts at most: deeper ones belong together. */
function spaceOf(name: string): string {
  const parts = name.slice(0, 200).split('.').slice(0, -1).slice(0, 3);
  return parts.length === 0 ? '' : `${parts.join('.')}.`;
}

import { HardDrive, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { keyOf } from '../../../app/object-key.ts';
import type { Volume } from '../../../app/volumes.ts';
import { createVolume, pruneVolumes, type VolumeTarget } from '../../commands/volumes.ts';
import { useList, useScope, useSession } from '../../hooks/session.tsx';
import { useHeldButton } from '../../hooks/use-held.ts';
import { isKnown, type Keyed, type LiveItems } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { useJoined, usersOf } from '../parts/joined.ts';
import { volumeColumns } from './columns.tsx';
import { VolumeDetailPane, volumeTarget, volumeVerbs } from './Detail.tsx';
import { type VolumeRow, volumeFilter } from './rows.ts';

const kind: ObjectKind<VolumeRow, VolumeTarget> = {
  section: 'volumes',
  columns: volumeColumns,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ id, users }) => `${id} ${users.length === 0 ? words.common.unused : words.common.used}`,
  placeholder: words.lists.filterExample({ example: 'used:no label:tier=web' }),
  filter: volumeFilter,
  facets: {
    used: ({ users }) => [users.length > 0 ? 'yes' : 'no'],
    anonymous: ({ anonymous }) => [anonymous ? 'yes' : 'no'],
    project: ({ project }) => (project === undefined ? [] : [project]),
    container: ({ users }) => users.map(({ name }) => name),
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: volumeVerbs,
  target: volumeTarget,
  summary: (all) => {
    const bytes = all.reduce((sum, volume) => sum + (volume.bytes ?? 0), 0);
    return bytes === 0 ? '' : formatBytes(bytes);
  },
  none: {
    icon: HardDrive,
    text: words.volumes.noneText,
  },
  Detail: VolumeDetailPane,
};

/** The section: every volume of the engines that the window looks at, who uses it and how much it holds. */
export function Volumes(): ReactNode {
  const session = useSession();
  const held = useHeldButton();
  const list = useRows(useFollowed(session.volumes));
  return (
    <ObjectSection
      kind={kind}
      list={list}
      controls={
        <>
          <Button icon={Plus} {...held} onClick={() => void createVolume.run(session)}>
            {words.common.openCreate}
          </Button>
          <Button {...held} onClick={() => void pruneVolumes.run(session)}>
            {words.common.removeUnused}
          </Button>
        </>
      }
    />
  );
}

function useRows(volumes: LiveItems<Keyed<Volume>>): LiveItems<VolumeRow> {
  const session = useSession();
  const { volumeSizes } = session;
  const engines = useScope();
  const measured = useStore(volumeSizes.state);
  const bytesOf = useCallback(({ engine, id }: Keyed<Volume>) => measured.get(engine)?.sizes?.[id], [measured]);
  const containers = useList(session.containers).items;
  const users = useMemo(
    () => usersOf(containers, ({ engine, volumes }) => volumes.map((id) => keyOf({ engine, kind: 'volume', id }))),
    [containers],
  );
  const read = engines.filter((engine) => isKnown(volumes, engine));
  const unmeasured = new Set(
    [...volumes.items.values()].filter((volume) => bytesOf(volume) === undefined).map(({ engine }) => engine),
  );
  // Each with whether something has come that was not measured yet.
  const due = read.map((engine) => `${engine} ${unmeasured.has(engine)}`).join('\n');
  // On each visit, too.
  useEffect(() => {
    for (const one of due.split('\n').filter(Boolean)) void volumeSizes.measure(one.split(' ')[0] ?? '');
  }, [due, volumeSizes]);
  const join = useCallback(
    (volume: Keyed<Volume>): VolumeRow => ({
      ...volume,
      bytes: bytesOf(volume),
      users: users.get(volume.key) ?? [],
    }),
    [bytesOf, users],
  );
  return useJoined(volumes, join);
}

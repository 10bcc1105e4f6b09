import { HardDrive, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../../../app/format.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { Volume } from '../../../app/volumes.ts';
import { createVolume, pruneVolumes, type VolumeTarget } from '../../commands/volumes.ts';
import { useList, useScope, useSession } from '../../session.tsx';
import type { Keyed, LiveItems } from '../../stores/list.ts';
import { Button } from '../../ui/Button.tsx';
import { useJoined, usersOf } from '../joined.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection, useFollowed } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { volumeColumns } from './columns.tsx';
import { VolumeDetailPane, volumeTarget, volumeVerbs } from './Detail.tsx';
import { type VolumeRow, volumeFilter } from './rows.ts';

const kind: ObjectKind<VolumeRow, VolumeTarget> = {
  section: 'Volumes',
  noun: 'volume',
  nouns: 'volumes',
  columns: volumeColumns,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ id, users }) => `${id} ${users.length === 0 ? 'unused' : 'used'}`,
  placeholder: 'Filter… used:no label:tier=web',
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
    text: 'A volume keeps data apart from the containers that use it. Create one, or start a container that names one.',
  },
  Detail: VolumeDetailPane,
};

/** The section: every volume of the selected engine, who uses it and how much it holds. */
export function Volumes(): ReactNode {
  const session = useSession();
  const list = useRows(useFollowed(session.volumes));
  return (
    <ObjectSection
      kind={kind}
      list={list}
      controls={
        <>
          <Button icon={Plus} onClick={() => void createVolume.run(session)}>
            Create…
          </Button>
          <Button onClick={() => void pruneVolumes.run(session)}>Remove unused…</Button>
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
  const unmeasured = volumes.complete && [...volumes.items.values()].some((volume) => bytesOf(volume) === undefined);
  // On each visit, and when something has come that was not measured yet.
  useEffect(() => {
    if (volumes.complete) for (const engine of engines) void volumeSizes.measure(engine);
  }, [engines, volumes.complete, unmeasured, volumeSizes]);
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

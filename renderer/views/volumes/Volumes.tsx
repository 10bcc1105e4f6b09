import { HardDrive, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../app/engine.ts';
import { formatBytes } from '../../../app/format.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { Volume } from '../../../app/volumes.ts';
import { createVolume, pruneVolumes, type VolumeTarget } from '../../commands/volumes.ts';
import { useContainers, useSession } from '../../session.tsx';
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
  const engine = useFollowed(session.volumes.watch);
  const volumes = useStore(session.volumes.state, () => session.volumes.of(engine));
  const list = useRows(engine, volumes);
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

function useRows(engine: EngineId | undefined, volumes: LiveItems<Keyed<Volume>>): LiveItems<VolumeRow> {
  const { volumeSizes } = useSession();
  const { sizes } = useStore(volumeSizes.state, () => volumeSizes.of(engine));
  const containers = useContainers(engine).items;
  const users = useMemo(
    () => usersOf(containers, ({ engine, volumes }) => volumes.map((id) => keyOf({ engine, kind: 'volume', id }))),
    [containers],
  );
  const unmeasured = volumes.complete && [...volumes.items.values()].some(({ id }) => sizes?.[id] === undefined);
  // On each visit, and when something has come that was not measured yet.
  useEffect(() => {
    if (engine !== undefined && volumes.complete) void volumeSizes.measure(engine);
  }, [engine, volumes.complete, unmeasured, volumeSizes]);
  const join = useCallback(
    (volume: Keyed<Volume>): VolumeRow => ({
      ...volume,
      bytes: sizes?.[volume.id],
      users: users.get(volume.key) ?? [],
    }),
    [sizes, users],
  );
  return useJoined(volumes, join);
}

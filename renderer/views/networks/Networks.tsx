import { Network as NetworkIcon, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Network } from '../../../app/networks.ts';
import { createNetwork, type NetworkTarget, pruneNetworks } from '../../commands/networks.ts';
import { useList, useSession } from '../../session.tsx';
import type { Keyed } from '../../stores/list.ts';
import { Button } from '../../ui/Button.tsx';
import { useJoined, usersOf } from '../joined.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection, useFollowed } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { hiddenAtFirst, type NetworkRow, networkColumns, networkFilter } from './columns.tsx';
import { NetworkDetailPane, networkTarget, networkVerbs } from './Detail.tsx';

const kind: ObjectKind<NetworkRow, NetworkTarget> = {
  section: 'Networks',
  noun: 'network',
  nouns: 'networks',
  columns: networkColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ name, driver }) => `${name.slice(0, 200)} ${driver.slice(0, 200)}`,
  placeholder: 'Filter… used:no driver:bridge',
  filter: networkFilter,
  facets: {
    used: ({ users }) => [users.length > 0 ? 'yes' : 'no'],
    driver: ({ driver }) => [driver],
    container: ({ users }) => users.map(({ name }) => name),
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: networkVerbs,
  target: networkTarget,
  none: { icon: NetworkIcon, text: 'Containers on one network find each other by name. Create one to put some on it.' },
  Detail: NetworkDetailPane,
};

/** The section: every network of the selected engine and who is on it. */
export function Networks(): ReactNode {
  const session = useSession();
  const networks = useFollowed(session.networks);
  const containers = useList(session.containers).items;
  // A container tells the names of its networks, not their ids.
  const users = useMemo(
    () => usersOf(containers, ({ engine, networks }) => networks.map((name) => `${engine}/${name}`)),
    [containers],
  );
  const join = useCallback(
    (network: Keyed<Network>): NetworkRow => ({
      ...network,
      users: users.get(`${network.engine}/${network.name}`) ?? [],
    }),
    [users],
  );
  const list = useJoined(networks, join);
  return (
    <ObjectSection
      kind={kind}
      list={list}
      controls={
        <>
          <Button icon={Plus} onClick={() => void createNetwork.run(session)}>
            Create…
          </Button>
          <Button onClick={() => void pruneNetworks.run(session)}>Remove unused…</Button>
        </>
      }
    />
  );
}

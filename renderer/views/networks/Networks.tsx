import { Network as NetworkIcon, Plus } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Network } from '../../../app/networks.ts';
import { createNetwork, type NetworkTarget, pruneNetworks } from '../../commands/networks.ts';
import { useList, useSession } from '../../hooks/session.tsx';
import { useHeldButton } from '../../hooks/use-held.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { words } from '../../words/words.ts';
import { labelFacets } from '../object/filter-suggestions.ts';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useFollowed } from '../object/use-followed.ts';
import { useJoined, usersOf } from '../parts/joined.ts';
import { hiddenAtFirst, type NetworkRow, networkColumns, networkFilter } from './columns.tsx';
import { NetworkDetailPane, networkTarget, networkVerbs } from './Detail.tsx';

const kind: ObjectKind<NetworkRow, NetworkTarget> = {
  section: 'networks',
  columns: networkColumns,
  hiddenAtFirst,
  sortAtFirst: { column: 'name', descending: false },
  rowName: ({ name, driver }) => `${name.slice(0, 200)} ${driver.slice(0, 200)}`,
  placeholder: words.lists.filterExample({ example: 'used:no driver:bridge' }),
  filter: networkFilter,
  facets: {
    used: ({ users }) => [users.length > 0 ? 'yes' : 'no'],
    driver: ({ driver }) => [driver],
    container: ({ users }) => users.map(({ name }) => name),
    label: ({ labels }) => labelFacets(labels),
  },
  verbs: networkVerbs,
  target: networkTarget,
  none: { icon: NetworkIcon, text: words.networks.noneText },
  Detail: NetworkDetailPane,
};

/** The section: every network of the engines that the window looks at and who is on it. */
export function Networks(): ReactNode {
  const session = useSession();
  const held = useHeldButton();
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
          <Button icon={Plus} {...held} onClick={() => void createNetwork.run(session)}>
            {words.common.openCreate}
          </Button>
          <Button {...held} onClick={() => void pruneNetworks.run(session)}>
            {words.common.removeUnused}
          </Button>
        </>
      }
    />
  );
}

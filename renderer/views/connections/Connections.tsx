import { Cable, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionState } from '../../../app/engines/connections.ts';
import { matches, parseFilter } from '../../../app/text/filter.ts';
import { addConnection } from '../../commands/connections.ts';
import { usePlace, useSession } from '../../hooks/session.tsx';
import { connectionKey } from '../../stores/lists/connections.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { formatNumber } from '../../words/language/figures.ts';
import { words } from '../../words/words.ts';
import { ListSection } from '../object/ListSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { useHostList } from '../object/use-followed.ts';
import { ConnectionDetail, connectionVerbs } from './ConnectionDetail.tsx';
import { connectionColumns } from './columns.tsx';
import { connectionState, engineOf } from './state.ts';

const text = words.connections;

const kind: ObjectKind<Keyed<ConnectionState>, ConnectionState> = {
  section: 'connections',
  engineless: true,
  columns: connectionColumns,
  sortAtFirst: { column: 'place', descending: false },
  rowName: (one, doing) => `${one.name} ${doing ?? connectionState(one).word}`,
  placeholder: words.lists.filterExample({ example: text.placeholder }),
  filter: connectionFilter,
  facets: {
    state: ({ used, status }) => [used ? status.kind : 'off'],
    from: ({ source }) => [source],
    guard: ({ guard }) => [guard],
  },
  verbs: connectionVerbs,
  target: (one) => one,
  summary: (all) => text.inUse({ count: formatNumber(all.filter(({ used }) => used).length) }),
  none: {
    icon: Cable,
    text: text.noneText,
    actions: <Add />,
  },
  Detail: ConnectionDetail,
};

/** The section: every engine that Gantry knows, and the detail of the one that is open. */
export function Connections(): ReactNode {
  const { connections } = useSession();
  const { item } = usePlace();
  const list = useHostList(connections);
  const opened = item === undefined ? undefined : connectionKey(item);
  return <ListSection kind={kind} list={list} opened={opened} controls={<Add />} />;
}

function Add(): ReactNode {
  const session = useSession();
  return (
    <Button variant="primary" icon={Plus} onClick={() => void addConnection.run(session)}>
      {text.add.button}
    </Button>
  );
}

function connectionFilter(input: string): (one: ConnectionState) => boolean {
  const terms = parseFilter(input, ['state', 'from', 'guard']);
  return (one) => {
    const { name, foundName, address, source, guard, used, status } = one;
    const state = used ? status.kind : 'off';
    const all = [name, foundName, address, state, engineOf(one), text.sources[source]];
    return matches(terms, (key) =>
      key === 'state' ? [state] : key === 'from' ? [source] : key === 'guard' ? [guard] : all,
    );
  };
}

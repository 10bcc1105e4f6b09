import { FolderOpen, Hammer } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BuildRecord } from '../../../app/builds.ts';
import { buildCommand } from '../../../app/derive/build-command.ts';
import {
  buildCommands,
  buildName,
  buildPlace,
  bulkBuildCommands,
  openFolder,
  pruneCache,
} from '../../commands/builds.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { words } from '../../words/words.ts';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import { ListSection } from '../object/ListSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { buildColumns } from './columns.tsx';
import { resultOf } from './record/summary.ts';
import { useAllBuilds } from './record/use-builds.ts';

const { history } = words.builds;

const kind: ObjectKind<Keyed<BuildRecord>, BuildRecord> = {
  section: 'builds',
  columns: buildColumns,
  sortAtFirst: { column: 'age', descending: false },
  rowName: (record, doing) => `${buildName(record).slice(0, 200)} ${doing ?? resultOf(record).word}`,
  placeholder: history.filter,
  filter: buildFilter,
  verbs: {
    commands: buildCommands,
    copies: { command: (record) => (record.elsewhere ? undefined : buildCommand(record)) },
  },
  bulk: bulkBuildCommands,
  target: (record) => record,
  none: {
    icon: Hammer,
    text: history.none,
    actions: <OpenFolder />,
  },
  place: buildPlace,
};

/** Every build that is remembered, the newest first, and the way to a folder. */
export function History({ choosing }: { choosing: boolean }): ReactNode {
  const { place } = useSession();
  return (
    <>
      <ListSection kind={kind} list={useAllBuilds()} opened={undefined} controls={<Controls />} />
      <FolderChooser
        open={choosing}
        onClose={() => choosing && place.go({ section: kind.section })}
        onPick={(folder) => place.go({ section: kind.section, item: folder })}
      />
    </>
  );
}

function Controls(): ReactNode {
  const session = useSession();
  return (
    <>
      <Button onClick={() => void pruneCache.run(session)}>{pruneCache.label}</Button>
      <OpenFolder />
    </>
  );
}

function OpenFolder(): ReactNode {
  const session = useSession();
  return (
    <Button variant="primary" icon={FolderOpen} onClick={() => void openFolder.run(session)}>
      {history.openFolder}
    </Button>
  );
}

function buildFilter(filter: string): (record: BuildRecord) => boolean {
  const terms = filter.toLowerCase().split(/\s+/);
  return ({ tags, folder, dockerfile, state }) => {
    const text = [...tags, folder, dockerfile, state].join(' ').toLowerCase();
    return terms.every((term) => text.includes(term));
  };
}

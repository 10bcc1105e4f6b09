import type { BuildRecord } from '../../../app/builds.ts';
import { buildName } from '../../commands/builds.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { Ago, Duration } from '../activity/Duration.tsx';
import css from './BuildResult.module.css';
import { cachedPart, cacheShare, resultOf } from './record/summary.ts';

const { columns, elsewhere: elsewhereWord } = words.builds.history;

/** The history's columns. */
export const buildColumns: readonly Column<BuildRecord>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 200,
    minWidth: 120,
    grow: true,
    alwaysVisible: true,
    value: buildName,
    cell: (record) => <Untrusted text={buildName(record)} />,
  },
  {
    id: 'result',
    header: columns.result,
    width: 132,
    minWidth: 110,
    value: (record) => resultOf(record).word,
    cell: (record) => <StateDot {...resultOf(record)} />,
  },
  {
    id: 'duration',
    header: columns.duration,
    width: 90,
    align: 'end',
    value: ({ started, ended }) => (ended === undefined ? undefined : ended - started),
    cell: ({ started, ended }) => <Duration started={started} ended={ended} />,
  },
  {
    id: 'cache',
    header: columns.cache,
    width: 150,
    minWidth: 116,
    descendingFirst: true,
    value: cachedPart,
    cell: (record) => cacheShare(record),
  },
  {
    id: 'folder',
    header: columns.folder,
    width: 240,
    grow: true,
    value: ({ folder }) => folder,
    cell: ({ folder, elsewhere }) =>
      elsewhere ? <span className={css['quiet']}>{elsewhereWord}</span> : <Untrusted text={folder} />,
  },
  {
    id: 'age',
    header: columns.age,
    width: 78,
    minWidth: 70,
    align: 'end',
    value: ({ started }) => -started,
    cell: ({ started }) => <Ago time={started} />,
  },
];

import type { BuildRecord } from '../../../app/builds.ts';
import type { Column } from '../../ui/grid/types.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Ago, Duration } from '../activity/Duration.tsx';
import { cachedPart, cacheShare, nameOf, resultOf } from './summary.ts';

/** The history's columns. */
export const buildColumns: readonly Column<BuildRecord>[] = [
  {
    id: 'name',
    header: 'Build',
    width: 200,
    minWidth: 120,
    grow: true,
    alwaysVisible: true,
    value: nameOf,
    cell: (record) => <Untrusted text={nameOf(record)} />,
  },
  {
    id: 'result',
    header: 'Result',
    width: 110,
    value: (record) => resultOf(record).word,
    cell: (record) => <StateDot {...resultOf(record)} />,
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 90,
    align: 'end',
    value: ({ started, ended }) => (ended === undefined ? undefined : ended - started),
    cell: ({ started, ended }) => <Duration started={started} ended={ended} />,
  },
  {
    id: 'cache',
    header: 'Cache',
    width: 116,
    descendingFirst: true,
    value: cachedPart,
    cell: (record) => cacheShare(record),
  },
  {
    id: 'folder',
    header: 'Folder',
    width: 240,
    grow: true,
    value: ({ folder }) => folder,
    cell: ({ folder }) => <Untrusted text={folder} />,
  },
  {
    id: 'age',
    header: 'Age',
    width: 70,
    align: 'end',
    value: ({ started }) => -started,
    cell: ({ started }) => <Ago time={started} />,
  },
];

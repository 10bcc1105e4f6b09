import { type ReactNode, useMemo } from 'react';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { PairGroup } from '../../parts/Facts.tsx';
import { labelGroups } from './label-groups.ts';

const { facts } = words.containers;

/** Groups that are shown; the rest is in Inspect. */
const most = 30;

/** The labels of a container, in groups by what their names begin with. */
export function Labels({ labels }: { labels: Readonly<Record<string, string>> }): ReactNode {
  const groups = useMemo(() => labelGroups(labels).slice(0, most), [labels]);
  return groups.map(({ prefix, labels: pairs }) => (
    <PairGroup
      key={prefix}
      title={prefix === '' ? facts.labels : words.overview.labelsIn({ prefix: printable(prefix.slice(0, -1), 80) })}
      nouns={
        prefix === ''
          ? facts.labelsCopied
          : words.overview.labelsCopiedIn({ prefix: printable(prefix.slice(0, -1), 80) })
      }
      pairs={pairs.map(([name, value]) => [name.slice(prefix.length), value, name])}
    />
  ));
}

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Container } from '../../../app/containers.ts';
import { pointsOf, type UsePoint } from '../../../app/derive/use-points.ts';
import { parseKey } from '../../../app/object-key.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { focusList } from '../../ui/focus.ts';
import { come } from '../../ui/layout/come.ts';
import { lazily } from '../../ui/layout/lazily.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { type CompareFigure, compareFigures } from '../containers/use/charts.ts';
import type { Compared } from './CompareChart.tsx';
import css from './StatsPage.module.css';

const own = words.stats;

/** ms that are compared. */
const span = 900_000;

const CompareChart = lazily(async () => (await come(() => import('./CompareChart.tsx'))).CompareChart);

/** The chosen containers in one chart, as far as they still run; nothing while none is chosen. */
export function Compare({ containers }: { containers: ReadonlyMap<string, Keyed<Container>> }): ReactNode {
  const { compared } = useSession();
  const keys = useStore(compared.state);
  const [figure, setFigure] = useState<CompareFigure>('cpu');
  const chosen = useMemo(() => keys.flatMap((key) => containers.get(key) ?? []), [keys, containers]);
  const shown = useCompared(chosen);
  if (keys.length === 0) return null;
  const close = () => {
    compared.compare([]);
    focusList();
  };
  return (
    <section aria-label={own.compared} className={css['compare']}>
      <div className={css['bar']}>
        <h2>{own.compared}</h2>
        <Select
          size="sm"
          label={own.comparedFigure}
          labelHidden
          value={figure}
          onChange={setFigure}
          options={compareFigures.map((value) => ({ value, label: own.columns[value] }))}
        />
        <IconButton size="sm" icon={X} label={own.endCompare} onClick={close} />
      </div>
      <CompareChart figure={figure} span={span} compared={shown} />
    </section>
  );
}

/** Measures the chosen ones, and gives their points of the last minutes. */
function useCompared(chosen: readonly Keyed<Container>[]): readonly Compared[] {
  const { stats } = useSession();
  const [points, setPoints] = useState<ReadonlyMap<string, readonly UsePoint[]>>(new Map());
  const wanted = chosen.map(({ key }) => key).join('\n');
  useEffect(() => {
    const keys = wanted === '' ? [] : wanted.split('\n');
    const stops = keys.flatMap((key) => {
      const target = parseKey(key as Keyed<Container>['key']);
      const show = (known: readonly UsePoint[]) => setPoints((before) => new Map(before).set(key, known));
      return [stats.watch(target), stats.history(target, span, ({ samples }) => show(pointsOf(samples)))];
    });
    return () => {
      for (const stop of stops) stop();
      setPoints(new Map());
    };
  }, [stats, wanted]);
  return useMemo(
    () => chosen.map(({ key, name }) => ({ name: printable(name, 40), points: points.get(key) ?? [] })),
    [chosen, points],
  );
}

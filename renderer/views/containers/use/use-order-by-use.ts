import { useEffect, useMemo, useState } from 'react';
import type { Container } from '../../../../app/containers.ts';
import type { UsePoint } from '../../../../app/derive/use-points.ts';
import type { ObjectKey } from '../../../../app/object-key.ts';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import type { Keyed, LiveItems } from '../../../stores/lists/list.ts';
import type { Usage } from '../../../stores/lists/stats.ts';
import type { Sort } from '../../../ui/grid/model/types.ts';

/** What rows are sorted by: what was measured when they were last put in order, roughly. */
export type Figures = Readonly<Partial<Record<UseColumn, number>>>;

/** A container as a list sorts it; `figures` only where the list is sorted by one of them. */
export type ListedContainer = Keyed<Container> & { readonly figures?: Figures };

/** Columns of figures that change all the time. */
export const figureColumns = ['cpu', 'memory', 'network', 'block', 'pids'] as const;
type UseColumn = (typeof figureColumns)[number];

/** ms after which rows are put in order anew, and for which nobody may have touched them. */
const orderEvery = 2000;
const restTime = 4000;

/**
 * The list with what it is sorted by, where that is a figure that changes. Rows are put in order anew from time to time, and
 * never under the hand: not while the pointer goes over them or a key is pressed in them.
 */
export function useOrderByUse(
  list: LiveItems<Keyed<Container>>,
  section: string,
  sortAtFirst: Sort,
): { readonly list: LiveItems<ListedContainer>; readonly isByUse: boolean } {
  const { stats } = useSession();
  const column = (useSettings().lists[section]?.sort ?? sortAtFirst).column;
  const isByUse = figureColumns.some((one) => one === column);
  const [figures, setFigures] = useState<ReadonlyMap<ObjectKey, Figures>>(new Map());
  useEffect(() => {
    if (!isByUse) return;
    const take = () => setFigures((before) => roughly(stats.state.getState(), before));
    let touched = Number.NEGATIVE_INFINITY;
    const touch = ({ target, timeStamp }: Event) => {
      if (target instanceof Element && target.closest('[role="grid"] [role="rowgroup"]')) touched = timeStamp;
    };
    for (const type of touches) document.addEventListener(type, touch, { passive: true, capture: true });
    const timer = setInterval(() => performance.now() - touched > restTime && take(), orderEvery);
    take();
    return () => {
      clearInterval(timer);
      for (const type of touches) document.removeEventListener(type, touch, { capture: true });
    };
  }, [stats, isByUse, column]);
  const items = useMemo(
    () => (isByUse ? withFigures(list.items, figures) : list.items),
    [list.items, isByUse, figures],
  );
  return { list: items === list.items ? list : { ...list, items }, isByUse };
}

const touches = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'contextmenu'] as const;

/** What is known now; the same objects, and the same map, where nothing changed that would be seen. */
function roughly(
  usages: ReadonlyMap<ObjectKey, Usage>,
  before: ReadonlyMap<ObjectKey, Figures>,
): ReadonlyMap<ObjectKey, Figures> {
  let isSame = usages.size === before.size;
  const now = new Map<ObjectKey, Figures>();
  for (const [key, { point }] of usages) {
    const figures = figuresOf(point);
    const known = before.get(key);
    const same = known !== undefined && figureColumns.every((column) => known[column] === figures[column]);
    isSame &&= same;
    now.set(key, same ? known : figures);
  }
  return isSame ? before : now;
}

/** As exact as rows tell it: what is equal there stays in its place. */
function figuresOf({ cpu, memory, receiving, sending, reading, writing, pids }: UsePoint): Figures {
  const sum = (one: number | undefined, other: number | undefined) =>
    one === undefined && other === undefined ? undefined : Math.round(((one ?? 0) + (other ?? 0)) / 1024);
  const [network, block] = [sum(receiving, sending), sum(reading, writing)];
  return {
    ...(cpu === undefined ? {} : { cpu: Math.round(cpu * 10) }),
    ...(memory === undefined ? {} : { memory: Math.round(memory / 2 ** 20) }),
    ...(network === undefined ? {} : { network }),
    ...(block === undefined ? {} : { block }),
    ...(pids === undefined ? {} : { pids }),
  };
}

function withFigures(
  items: ReadonlyMap<string, Keyed<Container>>,
  figures: ReadonlyMap<ObjectKey, Figures>,
): ReadonlyMap<ObjectKey, ListedContainer> {
  return new Map(
    [...items.values()].map((item) => {
      const known = figures.get(item.key);
      return [item.key, known ? { ...item, figures: known } : item] as const;
    }),
  );
}

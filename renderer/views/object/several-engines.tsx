import { useMemo, useState } from 'react';
import { matches, takeTerms } from '../../../app/text/filter.ts';
import { type EngineNames, useEngineNames } from '../../hooks/session.tsx';
import type { Item, Keyed } from '../../stores/lists/list.ts';
import type { Column, Grouping } from '../../ui/grid/model/types.ts';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { EngineMark, EngineNote } from '../parts/EngineMark.tsx';
import type { ObjectKind } from './types.ts';

/**
 * A kind as the window's engines list it: its filter understands `engine:`, and where there are several it has a column
 * that says which, as have the names of its rows.
 */
export function useEngineKind<T extends Keyed<Item>, Target>(kind: ObjectKind<T, Target>): ObjectKind<T, Target> {
  const engines = useEngineNames();
  return useMemo(() => {
    if (kind.engineless) return kind;
    const filtered = { ...kind, filter: engineFilter(kind, engines) };
    return engines.several ? ofSeveral(filtered, engines) : filtered;
  }, [kind, engines]);
}

function engineFilter<T extends Keyed<Item>, Target>({ filter }: ObjectKind<T, Target>, { names }: EngineNames) {
  return (text: string) => {
    const { terms, rest } = takeTerms(text, 'engine');
    const test = filter(rest);
    if (terms.length === 0) return test;
    return (item: T) => matches(terms, () => [names.get(item.engine) ?? '']) && test(item);
  };
}

function ofSeveral<T extends Keyed<Item>, Target>(
  kind: ObjectKind<T, Target>,
  { names }: EngineNames,
): ObjectKind<T, Target> {
  const nameOf = ({ engine }: T) => names.get(engine) ?? '';
  const column: Column<T> = {
    id: 'engine',
    header: words.lists.columns.engine,
    width: 140,
    minWidth: 84,
    value: nameOf,
    cell: ({ engine }) => <EngineMark engine={engine} />,
  };
  // After what stays in any case: it is the first that other columns make room for.
  const at = kind.columns.findIndex(({ alwaysVisible, essential }) => !alwaysVisible && !essential);
  return {
    ...kind,
    columns: kind.columns.toSpliced(at < 0 ? kind.columns.length : at, 0, column),
    facets: { engine: (item) => [nameOf(item)], ...kind.facets },
    rowName: (item, doing) => `${kind.rowName(item, doing)} ${nameOf(item).slice(0, 60)}`,
  };
}

/** Whether what a kind lists is of several engines. */
export function useSeveral({ engineless }: { readonly engineless?: true }): boolean {
  const { several } = useEngineNames();
  return several && engineless !== true;
}

/** Rows stand together by their engine. */
export function useEngineGroups<T extends Keyed<Item>>(): Grouping<T> {
  const { names } = useEngineNames();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      groupOf: ({ engine }) => `${names.get(engine) ?? ''} ${engine}`,
      header: (id, items) => ({
        title: printable(names.get(items[0]?.engine ?? '') ?? id, 60),
        summary: items[0] && <EngineNote engine={items[0].engine} />,
      }),
      collapsed,
      onCollapse: (id, isCollapsed) => {
        const next = new Set(collapsed);
        if (isCollapsed) next.add(id);
        else next.delete(id);
        setCollapsed(next);
      },
    }),
    [names, collapsed],
  );
}

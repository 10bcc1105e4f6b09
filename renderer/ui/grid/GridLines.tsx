import type { ReactNode } from 'react';
import { GridRow } from './GridRow.tsx';
import { GroupRow } from './GroupRow.tsx';
import type { GridProps } from './model/types.ts';
import type { GridModel } from './use-model.ts';

interface GridLinesProps<T> {
  readonly latest: { readonly current: GridProps<T> };
  readonly model: GridModel<T>;
  readonly drawn: readonly number[];
  readonly activeKey: string | undefined;
}

/** The lines that are drawn: those in view, a few around them, and the one with the focus. */
export function GridLines<T>({ latest, model, drawn, activeKey }: GridLinesProps<T>): ReactNode {
  const { selection, openId, pending, stale, grouping } = latest.current;
  return drawn.map((index) => {
    const line = model.lines.list[index];
    if (!line) return null;
    const active = line.key === activeKey;
    if (line.kind === 'group') {
      return grouping && <GroupRow key={line.key} line={line} index={index} grouping={grouping} active={active} />;
    }
    return (
      <GridRow
        key={line.key}
        item={line.item}
        rowKey={line.key}
        index={index}
        columns={model.columns}
        latest={latest}
        active={active}
        picked={selection.ids.has(line.key)}
        open={openId === line.key}
        pending={pending?.(line.item) ?? false}
        stale={stale?.(line.item) ?? false}
        indented={line.group !== undefined}
      />
    );
  });
}

import { Info, SearchCode } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../app/rpc/problem.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import type { Tab } from '../../ui/layout/Tabs.tsx';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { JsonView } from '../parts/JsonView.tsx';

const text = words.object;

/** Says that what is to be shown is on its way. */
export function Reading(): ReactNode {
  return (
    <EmptyState title={text.reading}>
      <Spinner />
    </EmptyState>
  );
}

/**
 * Whether an object is gone: the list does not have it, nor the engine. What was just made an engine may know before the
 * list has followed.
 */
export function isGone(
  { item, known }: { readonly item: unknown; readonly known: boolean },
  problem: Problem | undefined,
): boolean {
  return known && item === undefined && problem?.code === 'not-found';
}

/** What a tab shows of what is read of an object: that it is being read, as long as nothing is known. */
export function read<D>(detail: D | undefined, show: (detail: D) => ReactNode): () => ReactNode {
  return () => (detail === undefined ? <Reading /> : show(detail));
}

/** The tab in front: what people look for, in words. */
export function overviewTab<D>(detail: D | undefined, show: (detail: D) => ReactNode): Tab {
  return { id: 'overview', label: text.overview, icon: Info, content: read(detail, show) };
}

/** The last tab: all that the engine says of the object. */
export function inspectTab(name: string, detail: { readonly raw: unknown } | undefined): Tab {
  const show = ({ raw }: { readonly raw: unknown }) => (
    <JsonView label={text.inspectOf({ name: printable(name, 80) })} value={raw} />
  );
  return { id: 'inspect', label: text.inspect, icon: SearchCode, content: read(detail, show) };
}

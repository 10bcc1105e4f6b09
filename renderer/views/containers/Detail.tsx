import { FileText, Info, SearchCode, SquareTerminal } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Container, ContainerDetail } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engine.ts';
import { containerTarget, remove, restart, start, stop } from '../../commands/containers.ts';
import { useNow } from '../../session.tsx';
import type { Keyed } from '../../stores/list.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import type { Tab } from '../../ui/Tabs.tsx';
import { JsonView } from '../JsonView.tsx';
import { LogView } from '../logs/lazy.ts';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { DetailProps } from '../object/types.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { useInspect } from '../use-inspect.ts';
import { HeadState } from './HeadState.tsx';
import { Overview } from './Overview.tsx';
import { ShellTab } from './ShellTab.tsx';
import { containerVerbs } from './verbs.ts';

/** The rest is in the menu: a narrow detail must still have room for the name. */
const shownVerbs = [start, stop, restart, remove];

/** Everything about one container. */
export function ContainerDetailPane(props: DetailProps<Keyed<Container>>): ReactNode {
  const { objectKey, engine, id, item: container, known, width, onClose } = props;
  const { detail, problem } = useDetail(engine, id, container);
  const name = container?.name ?? detail?.name ?? id.slice(0, 12);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      badge={container && <HeadState container={container} detail={detail} />}
      target={container && containerTarget(container)}
      verbs={containerVerbs}
      shown={shownVerbs}
      tabs={detailTabs(engine, id, name, detail, container)}
      notice={problem && !detail && <ProblemBanner title="The container could not be read" problem={problem} />}
      screen={
        known && container === undefined ? (
          <EmptyState title="This container is gone">
            It was removed. Logs that are still open keep what they have read.
          </EmptyState>
        ) : undefined
      }
      width={width}
      onClose={onClose}
    />
  );
}

function detailTabs(
  engine: EngineId,
  id: string,
  name: string,
  detail: ContainerDetail | undefined,
  container: Container | undefined,
): readonly Tab[] {
  const reading = <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return [
    {
      id: 'overview',
      label: 'Overview',
      icon: Info,
      content: () => (detail ? <Overview engine={engine} detail={detail} /> : reading),
    },
    {
      id: 'logs',
      label: 'Logs',
      icon: FileText,
      content: () => <LogView key={id} target={{ kind: 'containers', engine, ids: [id] }} name={name} />,
    },
    {
      id: 'shell',
      label: 'Shell',
      icon: SquareTerminal,
      content: () => <ShellTab engine={engine} id={id} name={name} running={container?.state === 'running'} />,
    },
    {
      id: 'inspect',
      label: 'Inspect',
      icon: SearchCode,
      content: () => (detail ? <JsonView label={`Inspect ${printable(name, 80)}`} value={detail.raw} /> : reading),
    },
  ];
}

/**
 * Inspects the container, again whenever the list says that it changed. An engine tells of a health check only when it
 * changes the health, so where there are checks their results are read from time to time.
 */
function useDetail(engine: EngineId, id: string, container: Container | undefined) {
  const now = useNow();
  const checked = container && container.health !== 'none' ? now : 0;
  const again = useMemo(() => ({ container, checked }), [container, checked]);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  return useInspect(ask, again);
}

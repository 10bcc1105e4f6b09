import { ChartLine, FileDiff, FileText, FolderOpen, ListTree, SquareTerminal } from 'lucide-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Container, ContainerDetail } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { ObjectKey } from '../../../app/object-key.ts';
import { containerTarget, remove, restart, start, stop } from '../../commands/containers.ts';
import { useNow, useSession } from '../../hooks/session.tsx';
import { useAnswer } from '../../hooks/use-answer.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import type { Tab } from '../../ui/layout/Tabs.tsx';
import { words } from '../../words/words.ts';
import { LogView } from '../logs/lazy.ts';
import { inspectTab, isGone, overviewTab } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { DetailProps } from '../object/types.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Changes } from './changes/Changes.tsx';
import { KeptEdit } from './edits/KeptEdit.tsx';
import { Files } from './files/Files.tsx';
import { HeadState } from './HeadState.tsx';
import { Overview } from './Overview.tsx';
import { Processes } from './processes/Processes.tsx';
import { ShellTab } from './ShellTab.tsx';
import { UseTab } from './use/lazy.ts';
import { containerVerbs } from './verbs.ts';

const { detail: own } = words.containers;

/** The rest is in the menu: a narrow detail must still have room for the name. */
const shownVerbs = [start, stop, restart, remove];

/** Everything about one container. */
export function ContainerDetailPane(props: DetailProps<Keyed<Container>>): ReactNode {
  const { objectKey, engine, id, item: container, width, onClose } = props;
  const { answer: detail, problem } = useDetail(objectKey, engine, id, container);
  const name = container?.name ?? detail?.name ?? id.slice(0, 12);
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={name}
      badge={container && <HeadState container={container} detail={detail} />}
      target={container && containerTarget(container)}
      verbs={containerVerbs}
      shown={shownVerbs}
      tabs={detailTabs(objectKey, engine, id, name, detail, container)}
      notice={
        problem && !detail ? (
          <ProblemBanner title={own.unread} problem={problem} />
        ) : (
          <KeptEdit engine={engine} id={id} />
        )
      }
      screen={isGone(props, problem) ? <EmptyState title={own.gone}>{own.goneNote}</EmptyState> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

function detailTabs(
  objectKey: ObjectKey,
  engine: EngineId,
  id: string,
  name: string,
  detail: ContainerDetail | undefined,
  container: Container | undefined,
): readonly Tab[] {
  return [
    overviewTab(detail, (detail) => <Overview engine={engine} detail={detail} />),
    {
      id: 'logs',
      label: own.logs,
      icon: FileText,
      content: () => <LogView key={id} target={{ kind: 'containers', engine, ids: [id] }} name={name} />,
    },
    {
      id: 'shell',
      label: own.shell,
      icon: SquareTerminal,
      content: () => <ShellTab engine={engine} id={id} name={name} running={container?.state === 'running'} />,
    },
    {
      id: 'files',
      label: words.files.tab,
      icon: FolderOpen,
      content: () => (
        <Files key={objectKey} objectKey={objectKey} container={{ engine, id }} name={name} state={container?.state} />
      ),
    },
    {
      id: 'stats',
      label: words.stats.tab,
      icon: ChartLine,
      content: () => (
        <UseTab key={id} container={{ engine, id }} name={name} running={container?.state === 'running'} />
      ),
    },
    {
      id: 'processes',
      label: words.processes.tab,
      icon: ListTree,
      content: () => <Processes key={id} container={{ engine, id }} name={name} state={container?.state} />,
    },
    {
      id: 'changes',
      label: words.changes.tab,
      icon: FileDiff,
      content: () => <Changes key={id} container={{ engine, id }} name={name} />,
    },
    inspectTab(name, detail),
  ];
}

/**
 * Inspects the container, again whenever the list says that it changed, or something was done to it here. An engine tells of a health check only when it
 * changes the health, so where there are checks their results are read from time to time.
 */
function useDetail(key: ObjectKey, engine: EngineId, id: string, container: Container | undefined) {
  // What is changed here may show in no list: limits, for one.
  const pending = useStore(useSession().pending.state, (marks) => marks.get(key));
  const now = useNow();
  const checked = container && container.health !== 'none' ? now : 0;
  const since = useMemo(() => ({ container, checked, pending }), [container, checked, pending]);
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.inspect({ engine, id }, { signal }),
    [engine, id],
  );
  return useAnswer(ask, since);
}

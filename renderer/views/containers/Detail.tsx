import { Ellipsis, FileText, Info, SearchCode, SquareTerminal, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import type { Container, ContainerDetail } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { remove, restart, start, stop } from '../../commands/containers.ts';
import { useNow, usePlace, useSession } from '../../session.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateDot } from '../../ui/StateDot.tsx';
import { type Tab, Tabs } from '../../ui/Tabs.tsx';
import { commandIcons } from '../icons.ts';
import { JsonView } from '../JsonView.tsx';
import { LogView } from '../logs/LogView.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './Detail.module.css';
import { containerMenu } from './menu.ts';
import { Overview } from './Overview.tsx';
import { ShellTab } from './ShellTab.tsx';
import { stateOf } from './state.ts';

interface DetailProps {
  readonly engine: EngineId;
  readonly id: string;
  /** As the list knows it; undefined while the list is being read or when it is gone. */
  readonly container: Container | undefined;
  /** Whether the list is complete, so that a missing container is a removed one. */
  readonly known: boolean;
  readonly width: number;
  onClose: () => void;
}

/** Everything about one container. */
export function ContainerDetailPane(props: DetailProps): ReactNode {
  const { engine, id, container, width, onClose } = props;
  const { place } = useSession();
  const { tab } = usePlace();
  const { detail, problem } = useDetail(engine, id, container);
  const name = container?.name ?? detail?.name ?? id.slice(0, 12);
  const tabs = detailTabs(engine, id, name, detail, container);
  const front = tabs.some(({ id }) => id === tab) ? (tab ?? 'overview') : 'overview';
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (event.key === 'Escape' && !inField && !event.defaultPrevented) onClose();
  };
  return (
    <aside aria-label={printable(name, 200)} className={css['detail']} style={{ width }} onKeyDown={onKeyDown}>
      <Header name={name} container={container} engine={engine} onClose={onClose} />
      {isGone(props) ? (
        <EmptyState title="This container is gone">
          It was removed. Logs that are still open keep what they have read.
        </EmptyState>
      ) : (
        <>
          {problem && !detail && <ProblemBanner title="The container could not be read" problem={problem} />}
          <Tabs
            label="Detail"
            tabs={tabs}
            value={front}
            onChange={(next) => place.go({ section: 'Containers', item: id, tab: next })}
          />
        </>
      )}
    </aside>
  );
}

function isGone({ container, known }: DetailProps): boolean {
  return known && container === undefined;
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
    { id: 'overview', label: 'Overview', icon: Info, content: () => (detail ? <Overview detail={detail} /> : reading) },
    {
      id: 'logs',
      label: 'Logs',
      icon: FileText,
      content: () => <LogView key={id} engine={engine} id={id} name={name} />,
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

/** The rest is in the menu: a narrow detail must still have room for the name. */
const shownVerbs = [start, stop, restart, remove];

function Header(props: {
  name: string;
  container: Container | undefined;
  engine: EngineId;
  onClose: () => void;
}): ReactNode {
  const { name, container, engine, onClose } = props;
  const session = useSession();
  const target = container && { engine, container };
  return (
    <header className={css['header']}>
      <div className={css['names']}>
        <h2 className={css['name']} title={printable(name, 300)}>
          {printable(name, 120)}
        </h2>
        {container && <StateDot {...stateOf(container)} />}
      </div>
      <div className={css['verbs']}>
        {target &&
          shownVerbs
            .filter((command) => command.fits(target))
            .map((command) => (
              <IconButton
                key={command.id}
                label={command.label}
                icon={commandIcons[command.icon]}
                danger={command.danger ?? false}
                onClick={() => void command.run([target], session)}
              />
            ))}
        {target && (
          <Menu items={() => containerMenu([target], session)} align="end">
            <IconButton label="More actions" icon={Ellipsis} />
          </Menu>
        )}
        <IconButton label="Close detail" icon={X} onClick={onClose} />
      </div>
    </header>
  );
}

/**
 * Inspects the container, again whenever the list says that it changed. An engine tells of a health check only when it
 * changes the health, so where there are checks their results are read from time to time.
 */
function useDetail(engine: EngineId, id: string, container: Container | undefined) {
  const { link } = useSession();
  const now = useNow();
  const checked = container && container.health !== 'none' ? now : 0;
  const [state, setState] = useState<{ detail?: ContainerDetail; problem?: Problem }>({});
  useEffect(() => {
    const stop = new AbortController();
    link
      .ask((client) => client.containers.inspect({ engine, id }, { signal: stop.signal }))
      .then(
        (detail) => setState({ detail }),
        (error: unknown) => {
          const problem = toProblem(error);
          if (problem.code !== 'cancelled') setState(({ detail }) => ({ ...(detail ? { detail } : {}), problem }));
        },
      );
    return () => stop.abort();
  }, [link, engine, id, container, checked]);
  return state;
}

import type { ReactNode } from 'react';
import { keyOf } from '../../../app/object-key.ts';
import type { SwarmTask } from '../../../app/swarm/services.ts';
import { useList, useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { formatPlace, placeOf } from '../../stores/shown/place.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { useFollowed } from '../object/use-followed.ts';
import css from '../parts/Facts.module.css';
import { Age, FactGroup } from '../parts/Facts.tsx';
import { taskState } from './wording.ts';

const text = words.services.tasks;
/** Lines of one kind that are drawn; a node may have some thousand tasks. */
const most = 200;
const mostEnded = 20;

/** The tasks of a service, or those on a node: what is to run, and below it what ended last. */
export function Tasks(props: { of: (task: Keyed<SwarmTask>) => boolean; none: string }): ReactNode {
  const { serviceTasks } = useSession();
  const { items } = useFollowed(serviceTasks);
  const tasks = [...items.values()].filter(props.of).sort((a, b) => a.slot - b.slot || b.since - a.since);
  const wanted = tasks.filter(isWanted);
  const ended = tasks.filter((task) => !isWanted(task)).sort((a, b) => b.since - a.since);
  return (
    <>
      <FactGroup title={text.title}>
        {wanted.length === 0 && <p className={css['note']}>{props.none}</p>}
        <Lines tasks={wanted.slice(0, most)} />
      </FactGroup>
      {ended.length > 0 && (
        <FactGroup title={text.ended({ count: ended.length })}>
          <Lines tasks={ended.slice(0, mostEnded)} />
        </FactGroup>
      )}
    </>
  );
}

const isWanted = ({ desired }: SwarmTask) => desired === 'running' || desired === 'ready';

function Lines({ tasks }: { tasks: readonly Keyed<SwarmTask>[] }): ReactNode {
  const session = useSession();
  const services = useList(session.services).items;
  const nodes = useList(session.nodes).items;
  const containers = useList(session.containers).items;
  if (tasks.length === 0) return null;
  return (
    <ul className={css['lines']}>
      {tasks.map((task) => {
        const { engine } = task;
        const service = services.get(keyOf({ engine, kind: 'service', id: task.service }));
        const node = nodes.get(keyOf({ engine, kind: 'node', id: task.node }));
        const name = `${service?.name ?? task.service}.${task.slot || (node?.name ?? task.node)}`;
        const key = keyOf({ engine, kind: 'container', id: task.container });
        const where = task.node === '' ? text.nowhere : text.onNode({ node: node?.name ?? task.node.slice(0, 12) });
        return (
          <li key={task.id}>
            <div className={css['line']}>
              <StateDot {...taskState(task)} />
              <span className={css['grow']}>
                {containers.has(key) ? (
                  <a href={formatPlace(placeOf(key))}>
                    <Untrusted text={name} />
                  </a>
                ) : (
                  <Untrusted text={name} />
                )}
              </span>
              <Untrusted text={where} />
              {task.exitCode ? <span>{text.exit({ code: task.exitCode })}</span> : null}
              <Age time={task.since} />
            </div>
            {task.error && (
              <p className={css['note']}>
                <Untrusted text={task.error} />
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

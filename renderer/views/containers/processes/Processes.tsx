import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { ContainerState, EngineContainer, Top, TopProcess } from '../../../../app/containers.ts';
import { processTree } from '../../../../app/derive/process-tree.ts';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { Untrusted } from '../../../ui/marks/Untrusted.tsx';
import { printable } from '../../../ui/printable.ts';
import { useOneStop } from '../../../ui/use-one-stop.ts';
import { formatBytes } from '../../../words/amounts.ts';
import { words } from '../../../words/words.ts';
import { Reading } from '../../object/detail-tabs.tsx';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Processes.module.css';
import { useProcesses } from './use-processes.ts';

const own = words.processes;

type Key = keyof typeof own.columns;

/** A hostile tree may be as deep as it is long. */
const deepestDrawn = 20;

/** In the order of the columns; figures begin with the largest. */
const columns: readonly { readonly key: Key; readonly figure: boolean }[] = [
  { key: 'command', figure: false },
  { key: 'pid', figure: true },
  { key: 'user', figure: false },
  { key: 'cpu', figure: true },
  { key: 'memory', figure: true },
  { key: 'time', figure: true },
];

interface Sort {
  readonly key: Key;
  readonly down: boolean;
}

interface ProcessesProps {
  readonly container: EngineContainer;
  readonly name: string;
  readonly state: ContainerState | undefined;
}

/** What runs in a container, as a tree; read anew every other second while it is looked at. */
export function Processes({ container, name, state }: ProcessesProps): ReactNode {
  const { answer, problem } = useProcesses(container, state === 'running');
  if (state === 'paused' && !answer) return <EmptyState title={own.paused}>{own.pausedNote}</EmptyState>;
  if (state !== 'running' && state !== 'paused') return <EmptyState title={own.stopped}>{own.stoppedNote}</EmptyState>;
  if (problem && !answer) return <ProblemBanner title={own.unread} problem={problem} />;
  if (!answer) return <Reading />;
  if (answer.processes.length === 0) return <EmptyState title={own.none} />;
  return <ProcessTable name={name} list={answer} note={state === 'paused' ? own.pausedNote : undefined} />;
}

function ProcessTable({ name, list, note }: { name: string; list: Top; note: string | undefined }): ReactNode {
  const [sort, setSort] = useState<Sort>({ key: 'pid', down: false });
  const oneStop = useOneStop<HTMLTableElement>();
  const lines = useMemo(() => processTree(list.processes, orderBy(sort)), [list, sort]);
  return (
    <div className={css['page']}>
      {note !== undefined && <p className={css['note']}>{note}</p>}
      <table aria-label={own.title({ name: printable(name, 80) })} className={css['table']} {...oneStop}>
        <thead>
          <tr>
            {columns.map(({ key, figure }) => (
              <Head key={key} column={key} figure={figure} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ process, depth }, at) => (
            // An engine may name a number twice.
            <Row key={`${process.pid} ${at}`} process={process} depth={depth} />
          ))}
        </tbody>
      </table>
      {list.more > 0 && <p className={css['note']}>{own.more({ count: list.more })}</p>}
    </div>
  );
}

function Head(props: { column: Key; figure: boolean; sort: Sort; onSort: (sort: Sort) => void }): ReactNode {
  const { column, figure, sort, onSort } = props;
  const isSorted = sort.key === column;
  const Arrow = sort.down ? ArrowDown : ArrowUp;
  return (
    <th scope="col" data-column={column} aria-sort={isSorted ? (sort.down ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={css['sort']}
        onClick={() => onSort({ key: column, down: isSorted ? !sort.down : figure && column !== 'pid' })}
      >
        {own.columns[column]}
        {isSorted && <Arrow size={12} aria-hidden="true" />}
      </button>
    </th>
  );
}

function Row({ process, depth }: { process: TopProcess; depth: number }): ReactNode {
  const { pid, user, cpu, memory, time, command } = process;
  return (
    <tr>
      <th
        scope="row"
        data-column="command"
        style={{ paddingInlineStart: `calc(var(--space-3) * ${Math.min(depth, deepestDrawn)})` }}
      >
        <Untrusted text={command} mono />
      </th>
      <td data-column="pid">{pid}</td>
      <td data-column="user">
        <Untrusted text={user} />
      </td>
      <td data-column="cpu">{cpu === '' ? '–' : own.percent({ cpu: printable(cpu, 12) })}</td>
      <td data-column="memory">{memory === undefined ? '–' : formatBytes(memory)}</td>
      <td data-column="time">
        <Untrusted text={time} />
      </td>
    </tr>
  );
}

/** The order of siblings. What are no figures stands as it is written. */
function orderBy({ key, down }: Sort): (a: TopProcess, b: TopProcess) => number {
  const sign = down ? -1 : 1;
  return (a, b) => sign * compare(a, b, key) || a.pid - b.pid;
}

function compare(a: TopProcess, b: TopProcess, key: Key): number {
  if (key === 'pid') return a.pid - b.pid;
  if (key === 'memory') return (a.memory ?? 0) - (b.memory ?? 0);
  if (key === 'cpu') return (Number.parseFloat(a.cpu) || 0) - (Number.parseFloat(b.cpu) || 0);
  return a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0;
}

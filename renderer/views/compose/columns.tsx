import type { ComposeProject } from '../../../app/compose.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { StateDot, type StateTone } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { formatNumber } from '../../words/language/figures.ts';
import { statesOf } from '../../words/projects.ts';
import { words } from '../../words/words.ts';

const { columns } = words.compose.list;

/** How a project's state is drawn and called. */
export function stateOfProject(project: ComposeProject): { tone: StateTone; word: string } {
  return { tone: toneOf(project), word: statesOf(project) };
}

function toneOf({ containers }: ComposeProject): StateTone {
  const running = containers.filter(({ state }) => state === 'running');
  if (containers.length === 0) return 'created';
  if (containers.some(({ health, state }) => health === 'unhealthy' || state === 'dead')) return 'warn';
  if (containers.some(({ state }) => state === 'restarting' || state === 'removing')) return 'busy';
  if (running.length > 0) return 'running';
  return containers.some(({ exitCode, stopped }) => exitCode && !stopped) ? 'bad' : 'exited';
}

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const composeColumns: readonly Column<ComposeProject>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 180,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: ({ name }) => name,
    cell: ({ name }) => <Untrusted text={name} />,
  },
  {
    id: 'state',
    header: columns.state,
    essential: true,
    width: 180,
    minWidth: 106,
    value: statesOf,
    cell: (project) => <StateDot {...stateOfProject(project)} />,
  },
  {
    id: 'services',
    header: columns.services,
    width: 100,
    minWidth: 84,
    align: 'end',
    value: ({ services }) => services.length,
    cell: ({ services }) => formatNumber(services.length),
  },
  {
    id: 'file',
    header: columns.file,
    width: 280,
    grow: true,
    value: ({ files }) => files[0],
    cell: ({ files }) => <Untrusted text={files.join(', ')} />,
  },
];

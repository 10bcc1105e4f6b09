import { FileCode2, ListChecks, Server } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ComposeProject } from '../../../app/compose.ts';
import { choosing, composeCommands, down, logs, restart, start, stop, up } from '../../commands/compose.ts';
import type { Keyed } from '../../stores/list.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateDot } from '../../ui/StateDot.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { DetailProps } from '../object/types.ts';
import { stateOfProject } from './columns.tsx';
import { FileTab } from './FileTab.tsx';
import { ProjectTasks } from './ProjectTasks.tsx';
import { Services } from './Services.tsx';

/** The rest is in the menu. */
const shownVerbs = [up, start, stop, restart, logs, down];

const verbs = {
  commands: composeCommands,
  copies: { name: ({ project }: { project: ComposeProject }) => project.name },
};

/** Everything about one project. */
export function ProjectDetail(props: DetailProps<Keyed<ComposeProject>>): ReactNode {
  const { objectKey, engine, id, item: project, known, width, onClose } = props;
  const tabs = useMemo(() => (project ? projectTabs(engine, project) : []), [engine, project]);
  // The chooser is open: there is no object of that id.
  if (id === choosing) return null;
  return (
    <ObjectDetail
      objectKey={objectKey}
      name={project?.name ?? id}
      badge={project && <StateDot {...stateOfProject(project)} />}
      target={project && { engine, project }}
      verbs={verbs}
      shown={shownVerbs}
      tabs={tabs}
      screen={project === undefined ? <Absent known={known} /> : undefined}
      width={width}
      onClose={onClose}
    />
  );
}

function Absent({ known }: { known: boolean }): ReactNode {
  if (!known) return <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return (
    <EmptyState title="This project is gone">
      Its containers were removed. Open its compose file to bring it up again.
    </EmptyState>
  );
}

function projectTabs(engine: string, project: ComposeProject) {
  return [
    {
      id: 'services',
      label: 'Services',
      icon: Server,
      content: () => <Services engine={engine} project={project} />,
    },
    { id: 'file', label: 'File', icon: FileCode2, content: () => <FileTab engine={engine} project={project} /> },
    {
      id: 'activity',
      label: 'Activity',
      icon: ListChecks,
      content: () => <ProjectTasks engine={engine} project={project} />,
    },
  ];
}

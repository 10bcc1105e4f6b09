import { FileCode2, ListChecks, Server } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import type { ComposeProject } from '../../../app/compose.ts';
import { choosing, composeCommands, down, logs, restart, start, stop, up } from '../../commands/compose.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { words } from '../../words/words.ts';
import { Reading } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { DetailProps } from '../object/types.ts';
import { stateOfProject } from './columns.tsx';
import { FileTab } from './FileTab.tsx';
import { ProjectTasks } from './ProjectTasks.tsx';
import { Services } from './Services.tsx';

const { gone, tabs: tabWords } = words.compose.detail;

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
  if (!known) return <Reading />;
  return <EmptyState title={gone.title}>{gone.text}</EmptyState>;
}

function projectTabs(engine: string, project: ComposeProject) {
  return [
    {
      id: 'services',
      label: tabWords.services,
      icon: Server,
      content: () => <Services engine={engine} project={project} />,
    },
    { id: 'file', label: tabWords.file, icon: FileCode2, content: () => <FileTab engine={engine} project={project} /> },
    {
      id: 'activity',
      label: tabWords.activity,
      icon: ListChecks,
      takesFocus: false,
      content: () => <ProjectTasks engine={engine} project={project} />,
    },
  ];
}

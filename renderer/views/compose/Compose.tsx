import { FolderOpen, Layers } from 'lucide-react';
import { type ReactNode, useEffect, useMemo } from 'react';
import { type ComposeProject, projectsOf, withOpened } from '../../../app/compose.ts';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { OpenedFile } from '../../../app/settings.ts';
import { matches, parseFilter } from '../../../app/text/filter.ts';
import { type ComposeTarget, choosing, composeCommands, openComposeFile, openFile } from '../../commands/compose.ts';
import { useEngineNames, useList, usePlace, useScope, useSession, useSettings } from '../../hooks/session.tsx';
import { type Keyed, keyed, type LiveItems } from '../../stores/lists/list.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { statesOf } from '../../words/projects.ts';
import { words } from '../../words/words.ts';
import { FolderChooser } from '../folders/FolderChooser.tsx';
import { ObjectSection } from '../object/ObjectSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { composeColumns } from './columns.tsx';
import { ProjectDetail } from './Detail.tsx';

const { commands, list: listWords } = words.compose;

const kind: ObjectKind<Keyed<ComposeProject>, ComposeTarget> = {
  section: 'compose',
  columns: composeColumns,
  sortAtFirst: { column: 'name', descending: false },
  rowName: (project) => `${project.name.slice(0, 200)} ${statesOf(project)}`,
  placeholder: listWords.filter({ example: 'state:running service:web' }),
  filter: projectFilter,
  verbs: {
    commands: composeCommands,
    copies: { name: ({ project }) => project.name },
  },
  target: (project) => ({ engine: project.engine, project }),
  none: {
    icon: Layers,
    text: <Filled text={listWords.none} names={{ command: <code>docker compose up</code> }} />,
  },
  Detail: ProjectDetail,
};

function projectFilter(input: string): (project: ComposeProject) => boolean {
  const terms = parseFilter(input, ['name', 'state', 'service', 'file']);
  return (project) =>
    matches(terms, (key) => {
      if (key === 'name') return [project.name];
      if (key === 'state') return [statesOf(project), ...project.containers.map(({ state }) => state)];
      if (key === 'service') return project.services.map(({ name }) => name);
      if (key === 'file') return project.files;
      return [project.name, statesOf(project), ...project.services.map(({ name }) => name), ...project.files];
    });
}

/** The section: every Compose project of the engines that the window looks at, and the files that were opened. */
export function Compose(): ReactNode {
  const session = useSession();
  const [first] = useScope();
  const { engine, item } = usePlace();
  const list = useProjects();
  useSameProject(list);
  return (
    <>
      <ObjectSection
        kind={kind}
        list={list}
        choosing={item === choosing}
        controls={
          <Button icon={FolderOpen} onClick={() => void openFile.run(session)}>
            {listWords.openFile}
          </Button>
        }
      />
      <FolderChooser
        open={item === choosing}
        title={commands.openFile}
        pick="file"
        accepts={(name) => /\.ya?ml$/i.test(name)}
        onClose={() => session.place.state.getState().item === choosing && session.place.go({ section: 'compose' })}
        onPick={(path) => openComposeFile({ path, engine: engine ?? first }, session)}
      />
    </>
  );
}

/** The projects as a list: derived from the containers, so that nothing else has to be read. */
function useProjects(): LiveItems<Keyed<ComposeProject>> {
  const engines = useScope();
  const containers = useList(useSession().containers);
  const { names: known } = useEngineNames();
  const { composeFiles } = useSettings();
  return useMemo(() => {
    const byEngine = new Map<EngineId, Container[]>(engines.map((engine) => [engine, []]));
    for (const container of containers.items.values()) byEngine.get(container.engine)?.push(container);
    const filesOf = (engine: EngineId) =>
      composeFiles.filter((file) => openedOn(file, known, engines) === engine).map(({ path }) => path);
    const items = [...byEngine].flatMap(([engine, all]) =>
      withOpened(projectsOf(all), filesOf(engine)).map((one) => keyed(engine, 'project', one)),
    );
    return {
      status: containers.status,
      complete: containers.complete,
      items: new Map(items.map((project) => [project.key, project])),
      unconfirmed: new Set<string>(),
      ...(containers.unread ? { unread: containers.unread } : {}),
      ...(containers.problem ? { problem: containers.problem } : {}),
      ...(containers.failedOn === undefined ? {} : { failedOn: containers.failedOn }),
    };
  }, [engines, known, containers, composeFiles]);
}

/** The engine that a file was opened for; the first that is looked at where nobody was asked, or where that one is gone. */
function openedOn(
  { engine }: OpenedFile,
  known: ReadonlyMap<EngineId, string>,
  engines: readonly EngineId[],
): EngineId | undefined {
  return engine !== undefined && known.has(engine) ? engine : engines[0];
}

/** An opened file has another id as soon as it has containers, and again when they are gone: the detail goes on with it. */
function useSameProject({ items }: LiveItems<Keyed<ComposeProject>>): void {
  const { place } = useSession();
  const { engine, item, tab } = usePlace();
  useEffect(() => {
    const projects = [...items.values()].filter((one) => engine === undefined || one.engine === engine);
    if (item === undefined || item === choosing || projects.some(({ id }) => id === item)) return;
    const same = projects.find(({ files, name }) => files.includes(item) || name === item);
    if (same) place.go(placeOf(same.key, tab));
  }, [engine, item, items, place, tab]);
}

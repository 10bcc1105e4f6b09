import type { ComposeProject } from '../../app/compose.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId } from '../../app/engine.ts';
import { keyOf, type ObjectKey } from '../../app/object-key.ts';
import type { Problem } from '../../app/problem.ts';
import type { StartedTask } from '../../app/tasks.ts';
import { placeOf } from '../stores/place.ts';
import type { Session } from '../stores/session.ts';
import { cliWord } from './cli.ts';
import { type Command, type GlobalCommand, itsEngine } from './command.ts';
import { faultIn } from './compose-check.ts';
import { startTask } from './tasks.ts';

/** A Compose project and the engine it is on. */
export interface ComposeTarget {
  readonly engine: EngineId;
  readonly project: ComposeProject;
}

type ComposeCommand = Command<ComposeTarget>;
type Ask = (client: GantryClient, target: ComposeTarget) => Promise<StartedTask>;

/** Opened files that are remembered; the settings keep no more. */
const mostOpened = 20;

/** Names the project for Compose by `-p`, unless only the file can tell what it is called. */
function named({ project }: ComposeTarget): string {
  return project.containers.length > 0 ? ` --project-name ${cliWord(project.name)}` : '';
}

function line(verb: string, target: ComposeTarget): string {
  const files = target.project.files.map((file) => ` --file ${cliWord(file)}`).join('');
  return `docker compose${files}${named(target)} ${verb}`;
}

function run(label: string, ask: Ask): ComposeCommand['run'] {
  return async (targets, session) => {
    for (const target of targets) {
      await startTask(session, `${label} ${target.project.name}`, (client) => ask(client, target));
    }
  };
}

function keyOfProject({ engine, project }: ComposeTarget): ObjectKey {
  return keyOf({ engine, kind: 'project', id: project.id });
}

const isUp = ({ project }: ComposeTarget) =>
  project.containers.some(({ state }) => state === 'running' || state === 'paused' || state === 'restarting');
const isWhole = ({ project }: ComposeTarget) =>
  project.containers.length > 0 && project.containers.every(({ state }) => state === 'running');
const hasContainers = ({ project }: ComposeTarget) => project.containers.length > 0;
const hasFile = ({ project }: ComposeTarget) => project.files.length > 0;

/** The project as the verbs that need its files are asked for it. */
function order({ engine, project }: ComposeTarget) {
  return {
    engine,
    files: [...project.files],
    ...(project.containers.length > 0 ? { project: project.name } : {}),
    ...(project.workingDir === '' ? {} : { workingDir: project.workingDir }),
  };
}

type Labelled = 'start' | 'stop' | 'restart' | 'down';

function byLabels(
  verb: Labelled,
  label: string,
  more: Pick<ComposeCommand, 'icon' | 'refusal'> & Partial<ComposeCommand>,
): ComposeCommand {
  return {
    id: `compose.${verb}`,
    label,
    asks: itsEngine,
    fits: (target) => more.refusal(target) === undefined,
    run: run(label, (client, { engine, project }) => client.compose[verb]({ engine, project: project.name })),
    cli: ({ project }) => `docker compose --project-name ${cliWord(project.name)} ${verb}`,
    ...more,
  };
}

export const start = byLabels('start', 'Start', {
  icon: 'start',
  key: 'Shift+S',
  primary: true,
  refusal: (target) =>
    !hasContainers(target) ? 'It has no containers yet.' : isWhole(target) ? 'It is running already.' : undefined,
});

export const stop = byLabels('stop', 'Stop', {
  icon: 'stop',
  key: 's',
  primary: true,
  refusal: (target) => (isUp(target) ? undefined : 'It is not running.'),
});

export const restart = byLabels('restart', 'Restart', {
  icon: 'restart',
  key: 'r',
  primary: true,
  refusal: (target) => (isUp(target) ? undefined : 'It is not running.'),
});

const takeDown = run('Down', (client, { engine, project }) => client.compose.down({ engine, project: project.name }));

export const down = byLabels('down', 'Down', {
  icon: 'remove',
  key: 'Delete',
  danger: true,
  refusal: (target) => (hasContainers(target) ? undefined : 'It has no containers.'),
  run: async (targets, session) => {
    if (await session.question.ask(downQuestion(targets))) await takeDown(targets, session);
  },
});

function downQuestion(targets: readonly ComposeTarget[]) {
  const [first] = targets;
  const names = targets.flatMap(({ project }) => project.containers.map(({ name }) => name));
  const what = first && targets.length === 1 ? first.project.name : `${targets.length} projects`;
  return {
    title: `Take ${what} down?`,
    body: 'Its containers are stopped and removed, then its networks. Everything written inside and not to a volume is lost for good. Volumes and images stay.',
    items: names,
    confirm: 'Down',
  };
}

function byFile(verb: 'up' | 'pull' | 'build', label: string, flags: string, key?: string): ComposeCommand {
  return {
    id: `compose.${verb}`,
    label,
    asks: itsEngine,
    icon: verb,
    ...(key === undefined ? {} : { key }),
    ...(verb === 'up' ? { primary: true } : {}),
    fits: hasFile,
    refusal: (target) => (hasFile(target) ? undefined : 'Its labels name no compose file.'),
    run: run(label, (client, target) => client.compose[verb](order(target))),
    cli: (target) => line(`${verb}${flags}`, target),
  };
}

/** Up without a look at the file before. */
export const bringUp = run('Up', (client, target) => client.compose.up(order(target)));

export const up: ComposeCommand = {
  ...byFile('up', 'Up', ' --detach', 'u'),
  run: async (targets, session) => {
    for (const target of targets) {
      const fault = await firstFault(target, session);
      if (!fault) await bringUp([target], session);
      else {
        const { project } = target;
        session.notices.fail(`Up ${project.name} is not possible`, fault);
        session.place.go(placeOf(keyOfProject(target), 'file'));
      }
    }
  },
};

/** Why Compose would refuse the files as they are on disk. */
async function firstFault({ project }: ComposeTarget, session: Session): Promise<Problem | undefined> {
  for (const path of project.files) {
    const fault = await faultIn(session, project, path);
    const message = `Line ${fault?.line} of ${path}: ${fault?.message}`;
    if (fault) return { code: 'invalid-input', message, nextStep: 'Correct it in the File tab.' };
  }
  return undefined;
}

export const pull = byFile('pull', 'Pull', '');
export const build = byFile('build', 'Build', '');

const takeDownWithFile = run('Down', (client, target) => client.compose.downWithFile(order(target)));

/** Down by the real Compose, as the file says; the list's own needs neither. */
export const downWithFile: ComposeCommand = {
  id: 'compose.downWithFile',
  label: 'Down',
  icon: 'remove',
  asks: itsEngine,
  danger: true,
  fits: (target) => hasFile(target) && hasContainers(target),
  refusal: (target) => down.refusal(target) ?? up.refusal(target),
  cli: (target) => line('down', target),
  run: async (targets, session) => {
    if (await session.question.ask(downQuestion(targets))) await takeDownWithFile(targets, session);
  },
};

export const edit: ComposeCommand = {
  id: 'compose.edit',
  label: 'Edit file',
  icon: 'edit',
  fits: hasFile,
  refusal: (target) => (hasFile(target) ? undefined : 'Its labels name no compose file.'),
  run: async ([target], { place }) => {
    if (target) place.go(placeOf(keyOfProject(target), 'file'));
  },
};

export const logs: ComposeCommand = {
  id: 'compose.logs',
  label: 'Logs',
  icon: 'logs',
  key: 'l',
  fits: hasContainers,
  refusal: (target) => (hasContainers(target) ? undefined : 'It has no containers.'),
  cli: ({ project }) => `docker compose --project-name ${cliWord(project.name)} logs --follow --timestamps --tail 1000`,
  run: async (targets, { dock, focus }) => {
    for (const { engine, project } of targets) {
      dock.open({ kind: 'log-view', target: { kind: 'project', engine, project: project.name }, name: project.name });
    }
    focus.toDock();
  },
};

/** Takes a file out of the list of those that were opened; the file itself stays. */
export const closeFile: ComposeCommand = {
  id: 'compose.close',
  label: 'Close file',
  icon: 'remove',
  fits: (target) => !hasContainers(target),
  refusal: (target) => (hasContainers(target) ? 'It has containers.' : undefined),
  run: async (targets, { settings }) => {
    const closed = new Set(targets.flatMap(({ project }) => project.files));
    const { composeFiles } = settings.state.getState().value;
    settings.update({ composeFiles: composeFiles.filter((path) => !closed.has(path)) });
  },
};

/** Remembers a compose file and shows it. */
export function openComposeFile(path: string, { settings, place }: Session): void {
  const { composeFiles } = settings.state.getState().value;
  settings.update({ composeFiles: [path, ...composeFiles.filter((one) => one !== path)].slice(0, mostOpened) });
  place.go({ section: 'Compose', item: path, tab: 'file' });
}

/** Where the Compose section asks for a file; no absolute path is called so, and no project that runs is hidden by it. */
export const choosing = 'open:';

/** Asks for a compose file. */
export const openFile: GlobalCommand = {
  id: 'compose.openFile',
  label: 'Open compose file',
  icon: 'open',
  run: ({ place }) => place.go({ section: 'Compose', item: choosing }),
};

/** In the order that menus show them. */
export const composeCommands: readonly ComposeCommand[] = [
  start,
  stop,
  restart,
  up,
  pull,
  build,
  logs,
  edit,
  down,
  closeFile,
];

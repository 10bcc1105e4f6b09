import type { ComposeProject } from '../../app/compose.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { EngineId, EngineState } from '../../app/engines/engine.ts';
import { keyOf, type ObjectKey } from '../../app/object-key.ts';
import { cause, type Problem } from '../../app/rpc/problem.ts';
import { mostOpenedFiles, type OpenedFile } from '../../app/settings.ts';
import type { StartedTask } from '../../app/tasks.ts';
import type { Session } from '../stores/session.ts';
import { placeOf } from '../stores/shown/place.ts';
import { saidOrTold } from '../words/problems.ts';
import { words } from '../words/words.ts';
import { cliWord } from './cli.ts';
import { faultIn } from './compose-check.ts';
import { type Command, command, type GlobalCommand, itsEngine } from './running/command.ts';
import { enginesOf } from './running/engines-of.ts';
import { onEngine } from './running/on-engine.ts';
import { startTask } from './tasks.ts';

const { commands, refused } = words.compose;

/** A Compose project and the engine it is on. */
export interface ComposeTarget {
  readonly engine: EngineId;
  readonly project: ComposeProject;
}

type ComposeCommand = Command<ComposeTarget>;
type Ask = (client: GantryClient, target: ComposeTarget) => Promise<StartedTask>;

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
      await startTask(session, words.compose.verbOn({ verb: label, project: target.project.name }), (client) =>
        ask(client, target),
      );
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
    changes: itsEngine,
    fits: (target) => more.refusal(target) === undefined,
    run: run(label, (client, { engine, project }) => client.compose[verb]({ engine, project: project.name })),
    cli: ({ project }) => `docker compose --project-name ${cliWord(project.name)} ${verb}`,
    ...more,
  };
}

export const start = byLabels('start', commands.start, {
  icon: 'start',
  key: 'Shift+S',
  primary: true,
  refusal: (target) =>
    !hasContainers(target) ? refused.noContainersYet : isWhole(target) ? refused.running : undefined,
});

export const stop = byLabels('stop', commands.stop, {
  icon: 'stop',
  key: 's',
  primary: true,
  refusal: (target) => (isUp(target) ? undefined : refused.notRunning),
});

export const restart = byLabels('restart', commands.restart, {
  icon: 'restart',
  key: 'r',
  primary: true,
  refusal: (target) => (isUp(target) ? undefined : refused.notRunning),
});

const takeDown = run(commands.down, (client, { engine, project }) =>
  client.compose.down({ engine, project: project.name }),
);

export const down = byLabels('down', commands.down, {
  icon: 'remove',
  key: 'Delete',
  danger: true,
  refusal: (target) => (hasContainers(target) ? undefined : refused.noContainers),
  run: async (targets, session) => {
    if (await session.question.ask(downQuestion(targets))) await takeDown(targets, session);
  },
});

function downQuestion(targets: readonly ComposeTarget[]) {
  const [first] = targets;
  const names = targets.flatMap(({ project }) => project.containers.map(({ name }) => name));
  const { title, titleOfMany, body, confirm } = words.compose.down;
  return {
    title:
      first && targets.length === 1 ? title({ project: first.project.name }) : titleOfMany({ count: targets.length }),
    body,
    engines: enginesOf(targets),
    items: names,
    confirm,
  };
}

function byFile(verb: 'up' | 'pull' | 'build', label: string, flags: string, key?: string): ComposeCommand {
  return {
    id: `compose.${verb}`,
    label,
    asks: itsEngine,
    changes: itsEngine,
    icon: verb,
    ...(key === undefined ? {} : { key }),
    ...(verb === 'up' ? { primary: true } : {}),
    fits: hasFile,
    refusal: (target) => (hasFile(target) ? undefined : refused.noFile),
    run: run(label, (client, target) => client.compose[verb](order(target))),
    cli: (target) => line(`${verb}${flags}`, target),
  };
}

/** Up without a look at the file before. */
export const bringUp = byFile('up', commands.up, ' --detach', 'u');

export const up = command<ComposeTarget>({
  ...bringUp,
  run: async (targets, session) => {
    for (const target of targets) {
      const fault = await firstFault(target, session);
      if (!fault) await bringUp.run([target], session);
      else {
        const { project } = target;
        session.notices.fail(words.compose.upImpossible({ project: project.name }), fault);
        session.place.go(placeOf(keyOfProject(target), 'file'));
      }
    }
  },
});

/** Why Compose would refuse the files as they are on disk. */
async function firstFault({ project }: ComposeTarget, session: Session): Promise<Problem | undefined> {
  for (const path of project.files) {
    const fault = await faultIn(session, project, path);
    if (fault) {
      const { line, message } = fault;
      return { code: 'invalid-input', ...cause('compose-fault', { line, path, fault: saidOrTold(message) }) };
    }
  }
  return undefined;
}

export const pull = byFile('pull', commands.pull, '');
export const build = byFile('build', commands.build, '');

const takeDownWithFile = run(commands.down, (client, target) => client.compose.downWithFile(order(target)));

/** Down by the real Compose, as the file says; the list's own needs neither. */
export const downWithFile = command<ComposeTarget>({
  id: 'compose.downWithFile',
  label: commands.down,
  icon: 'remove',
  asks: itsEngine,
  changes: itsEngine,
  danger: true,
  fits: (target) => hasFile(target) && hasContainers(target),
  refusal: (target) => down.refusal(target) ?? up.refusal(target),
  cli: (target) => line('down', target),
  run: async (targets, session) => {
    if (await session.question.ask(downQuestion(targets))) await takeDownWithFile(targets, session);
  },
});

export const edit = command<ComposeTarget>({
  id: 'compose.edit',
  label: commands.edit,
  icon: 'edit',
  fits: hasFile,
  refusal: (target) => (hasFile(target) ? undefined : refused.noFile),
  run: async ([target], { place }) => {
    if (target) place.go(placeOf(keyOfProject(target), 'file'));
  },
});

export const logs = command<ComposeTarget>({
  id: 'compose.logs',
  label: words.common.logs,
  icon: 'logs',
  key: 'l',
  fits: hasContainers,
  refusal: (target) => (hasContainers(target) ? undefined : refused.noContainers),
  cli: ({ project }) => `docker compose --project-name ${cliWord(project.name)} logs --follow --timestamps --tail 1000`,
  run: async (targets, { dock, focus }) => {
    for (const { engine, project } of targets) {
      dock.open({ kind: 'log', target: { kind: 'project', engine, project: project.name }, name: project.name });
    }
    focus.toDock();
  },
});

/** Takes a file out of the list of those that were opened; the file itself stays. */
export const closeFile = command<ComposeTarget>({
  id: 'compose.close',
  label: commands.closeFile,
  icon: 'remove',
  fits: (target) => !hasContainers(target),
  refusal: (target) => (hasContainers(target) ? refused.hasContainers : undefined),
  run: async (targets, { settings }) => {
    const { composeFiles } = settings.state.getState().value;
    const closed = ({ path, engine }: OpenedFile) =>
      targets.some((target) => target.project.files.includes(path) && target.engine === (engine ?? target.engine));
    settings.update({ composeFiles: composeFiles.filter((file) => !closed(file)) });
  },
});

/** Remembers a compose file for an engine and shows it. */
export function openComposeFile(file: OpenedFile, { settings, place }: Session): void {
  const { composeFiles } = settings.state.getState().value;
  const others = composeFiles.filter(({ path, engine }) => path !== file.path || engine !== file.engine);
  settings.update({ composeFiles: [file, ...others].slice(0, mostOpenedFiles) });
  place.go({ ...on(file.engine), section: 'compose', item: file.path, tab: 'file' });
}

function on(engine: EngineId | undefined) {
  return engine === undefined ? {} : { engine };
}

/** Where the Compose section asks for a file; no absolute path is called so, and no project that runs is hidden by it. */
export const choosing = 'open:';

/** Asks for a compose file, and before that on which engine it is to be. */
export const openFile: GlobalCommand = {
  id: 'compose.openFile',
  label: commands.openFile,
  icon: 'open',
  run: (session) => {
    const choose = (engine?: EngineId) => session.place.go({ ...on(engine), section: 'compose', item: choosing });
    const go = ({ id }: EngineState) => choose(id);
    // A file can be looked for before any engine is known; it is then opened on the first.
    if (!onEngine(session, { what: commands.openFile, changes: false, go })) choose();
  },
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

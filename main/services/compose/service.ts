import { dirname } from 'node:path';
import { type compose, projectNameOf } from '../../../app/compose.ts';
import { maxFileSize } from '../../../app/documents.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import type { StartedTask } from '../../../app/tasks.ts';
import { type ComposeVerb, saying } from '../../../app/text/sayings.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import type { Marked } from '../../leftovers/left-running.ts';
import type { JobRunner } from '../../processes/utility.ts';
import type { Engines } from '../engine/engine.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { cliEnvironment } from './environment.ts';
import { type ComposeProgram, describeProgram, findCompose } from './find.ts';
import type { ComposeJobs } from './jobs.ts';
import { type ContainerVerbs, type LabelVerb, runVerb } from './labels.ts';
import { runCompose } from './run.ts';
import { keysAt } from './schema.ts';
import { validateText } from './validate.ts';

/** What a verb of the real Compose is asked with. */
interface FileOrder {
  readonly engine: EngineId;
  readonly files: readonly string[];
  readonly project?: string | undefined;
  readonly workingDir?: string | undefined;
  readonly services?: readonly string[] | undefined;
}

/** How long Compose counts as found, in ms: validation asks with every pause in typing, and looking starts a program. */
const remembered = 30_000;

type Found = Awaited<ReturnType<typeof findCompose>>;

/** What Compose's verbs need beside engines and tasks. */
interface ComposeParts {
  /** The environment to look for Compose in, and to run it in. */
  readonly env: NodeJS.ProcessEnv;
  /** Reads compose files. */
  readonly jobs: JobRunner<ComposeJobs>;
  /** Runs Compose so that it is found again if Gantry is killed meanwhile. */
  readonly marked: Marked;
  readonly verbs: ContainerVerbs;
  readonly look?: (env: NodeJS.ProcessEnv) => Promise<Found>;
}

/** Carries out Compose's verbs: by labels alone, or through the real `docker compose` on this machine. */
export function createCompose(engines: Engines, tasks: Tasks, parts: ComposeParts): Service<typeof compose> {
  const { env, jobs, marked, look = (surroundings) => findCompose(surroundings) } = parts;
  let found: { readonly at: number; readonly program: Promise<Found> } | undefined;
  const find = (again: boolean) => {
    if (again || !found || Date.now() - found.at > remembered) found = { at: Date.now(), program: look(env) };
    return found.program;
  };
  const validate = newestOnly();
  const labelVerb = labelVerbs(engines, tasks, parts.verbs);
  const byFile = fileVerb(engines, tasks, { env, marked, find: () => find(true) });
  return {
    find: async () => describeProgram(await find(true)),
    start: labelVerb('start'),
    stop: labelVerb('stop'),
    restart: labelVerb('restart'),
    down: labelVerb('down'),
    up: ({ build, removeOrphans, forceRecreate, ...order }) =>
      byFile('up', order, [
        '--detach',
        ...(build ? ['--build'] : []),
        ...(removeOrphans ? ['--remove-orphans'] : []),
        ...(forceRecreate ? ['--force-recreate'] : []),
      ]),
    downWithFile: (order) => byFile('down', order, []),
    pull: (order) => byFile('pull', order, []),
    build: ({ noCache, ...order }) => byFile('build', order, noCache ? ['--no-cache'] : []),
    validate: async ({ path, text }, { signal }: Context) => {
      const program = usable(await find(false));
      const known = text ?? (await readComposeFile(path));
      return validate(known, { path, program, env, jobs, signal });
    },
    keys: ({ path }) => keysAt(path),
  };
}

/** Validates texts; another one of the same file takes the place of the one before, which nobody waits for then. */
function newestOnly(): typeof validateText {
  const running = new Map<string, { readonly text: string; readonly replaced: AbortController }>();
  return async (text, validation) => {
    const { path, signal } = validation;
    const before = running.get(path);
    // Who checks before a verb asks about the very text that the editor asks about.
    if (before?.text !== text) before?.replaced.abort(problem('cancelled', 'compose-check-superseded'));
    const mine = { text, replaced: new AbortController() };
    running.set(path, mine);
    try {
      return await validateText(text, { ...validation, signal: AbortSignal.any([signal, mine.replaced.signal]) });
    } finally {
      if (running.get(path) === mine) running.delete(path);
    }
  };
}

/** A verb that needs nothing but labels. */
function labelVerbs(engines: Engines, tasks: Tasks, verbs: ContainerVerbs) {
  return (verb: LabelVerb) =>
    ({ engine: id, project }: { engine: EngineId; project: string }): StartedTask => {
      const cli = `docker compose --project-name ${project} ${verb}`;
      const title = saying('compose', { verb, project });
      const what = { kind: 'compose', title, engine: id, subject: project, cli } as const;
      return tasks.start(what, async (task) => {
        const engine = await engines.ready(id, task.signal);
        await runVerb(verb, { id, engine, verbs }, project, task);
      });
    };
}

/** A verb of the real Compose. What can be told at once is not left to a task: that there is none, or no file. */
function fileVerb(
  engines: Engines,
  tasks: Tasks,
  { env, marked, find }: Pick<ComposeParts, 'env' | 'marked'> & { find: () => Promise<Found> },
) {
  return async (verb: ComposeVerb, order: FileOrder, flags: readonly string[]): Promise<StartedTask> => {
    const program = await find();
    if (program.kind === 'missing') throw new ProblemError({ code: 'unsupported', ...program.cause });
    await mustExist(order.files);
    const { engine } = order;
    const { address } = engines.connection(engine).endpoint;
    const subject = order.project ?? projectNameOf(order.files[0] ?? '');
    const args = argumentsOf(order, verb, flags);
    const cli = ['docker compose', ...args.map(shellWord)].join(' ');
    const title = saying('compose', { verb, project: subject });
    return tasks.start({ kind: 'compose', title, engine, subject, cli }, async (task) => {
      const surroundings = await cliEnvironment(env, address, task.signal);
      try {
        await marked(surroundings.env, (env) => runCompose(program, { args, cwd: folderOf(order), env }, task));
        task.say(saying('done'));
      } finally {
        await surroundings.dispose();
      }
    });
  };
}

function usable(found: Found): ComposeProgram | undefined {
  return found.kind === 'missing' ? undefined : found;
}

function folderOf({ files, workingDir }: FileOrder): string {
  return workingDir ?? dirname(files[0] ?? '/');
}

function argumentsOf(order: FileOrder, verb: string, flags: readonly string[]): string[] {
  const { files, project, services = [] } = order;
  return [
    ...files.flatMap((file) => ['--file', file]),
    '--project-directory',
    folderOf(order),
    ...(project === undefined ? [] : ['--project-name', project]),
    verb,
    ...flags,
    ...services,
  ];
}

/** A file that is gone is told before anything starts, with what still works. */
async function mustExist(files: readonly string[]): Promise<void> {
  for (const file of files) await readComposeFile(file);
}

/** A compose file's text; `not-found` when it is gone, `unsupported` when it is no file or too long for one. */
async function readComposeFile(path: string): Promise<string> {
  try {
    return await readTextWithin(path, maxFileSize);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'not-found') throw error;
    throw problem('not-found', 'compose-file-gone', { detail: path });
  }
}

/** A word for a POSIX shell, to be shown. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

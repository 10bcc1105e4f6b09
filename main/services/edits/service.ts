import type { containers, EngineContainer } from '../../../app/containers.ts';
import type { edits } from '../../../app/edits.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { causeOf, problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { WholeRecipe } from '../../engine/ports/recreation.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { previewOf, readChange } from './change.ts';
import { edit, type Order, type Tools } from './edit.ts';
import { type Entry, Journal } from './journal.ts';
import { restore } from './restore.ts';
import { Sweep } from './sweep.ts';
import { becomeGone } from './well.ts';

/** Taking an edit back must come to an end, even at an engine that hangs, in ms. */
const undoTime = 60_000;

export interface EditsOptions extends Pick<Tools, 'pull'> {
  readonly folder: Kept;
  /** Ends containers, and remembers that it was Gantry that did. */
  readonly verbs: Pick<Service<typeof containers>, 'stop'>;
}

export interface EditsService extends Service<typeof edits> {
  /** Resolves when what an earlier process left has been looked at once, on engines that answer. For tests. */
  readonly recovered: Promise<void>;
  flush(): Promise<void>;
}

/** Edits containers, so that they can be taken back; finishes or undoes what a crash cut. */
export async function createEdits(engines: Engines, tasks: Tasks, options: EditsOptions): Promise<EditsService> {
  const journal = await Journal.open(options.folder);
  const stop: Tools['stop'] = async (container, signal) => options.verbs.stop(container, { signal });
  const tools: Tools = { engines, journal, pull: options.pull, stop };
  const undo = new Undo(engines, tasks, journal);
  const sweep = new Sweep(engines, journal);
  const recovered = undo.recover();
  engines.onConnected((id) => void undo.recoverOn(id));
  return {
    recovered,
    flush: () => journal.flush(),
    watch: (_, { signal }) => journal.list.read(signal),
    preview: async ({ engine, id, spec }, { signal }) =>
      previewOf(await readChange(await engines.ready(engine, signal), id, spec, false, signal)),
    async start({ engine, id, spec, pull }, { signal }) {
      const { name } = await (await engines.ready(engine, signal)).containers.inspect(id, signal);
      const title = spec || pull !== 'always' ? saying('edit', { name }) : saying('edit-newest', { name });
      return tasks.start({ kind: 'edit', title, engine, subject: name }, (task) =>
        undo.guard(task, { engine, id }, (at) => whole(tools, sweep, { engine, id, spec, pull }, task, at)),
      );
    },
    async revert({ engine, edit: id }) {
      const entry = journal.find(id);
      if (!entry || entry.engine !== engine || entry.phase !== 'kept') throw problem('not-found', 'edit-over');
      const { target: name } = entry;
      return tasks.start({ kind: 'edit', title: saying('edit-revert', { name }), engine, subject: name }, (task) =>
        undo.revert(task, entry, tools.stop),
      );
    },
  };
}

/** Is told where an edit is, and what makes its container of before again. */
type At = (entry: Entry, recipe: WholeRecipe) => void;

/** One edit from its first step to its last, and what a page does with it. */
async function whole(tools: Tools, sweep: Sweep, order: Order, task: TaskHandle, at: At) {
  const entry = await edit(tools, order, task, at);
  if (!entry) return;
  task.result({ container: entry.made ?? '', name: entry.target });
  if (entry.phase !== 'kept') return;
  // One step back is enough: that of the edit before would lead past this one.
  await sweep.instead(entry);
  task.result({ edit: entry.id });
}

/** Takes edits back: in the middle, after a crash, and because somebody asked for it. */
class Undo {
  readonly #engines: Engines;
  readonly #tasks: Tasks;
  readonly #journal: Journal;
  /** Containers that something is done to, and entries that are somebody's at the moment. */
  readonly #busy = new Set<string>();

  constructor(engines: Engines, tasks: Tasks, journal: Journal) {
    this.#engines = engines;
    this.#tasks = tasks;
    this.#journal = journal;
  }

  /** Does an edit of a container; what it leaves half is undone before it rejects, or as soon as the engine answers again. */
  async guard(task: TaskHandle, { engine, id }: EngineContainer, run: (at: At) => Promise<void>): Promise<void> {
    await this.#alone(`${engine} ${id}`, async () => {
      let last: Entry | undefined;
      let before: WholeRecipe | undefined;
      try {
        await run((entry, recipe) => {
          last = entry;
          before = recipe;
          this.#busy.add(entry.id);
        });
      } catch (error) {
        const begun = last && this.#journal.find(last.id);
        if (begun && begun.phase !== 'kept') await this.#back(begun, task, before);
        throw error;
      } finally {
        if (last) this.#busy.delete(last.id);
      }
    });
  }

  /** Puts back what was kept. What came of it is said by the task. */
  async revert(task: TaskHandle, entry: Entry, stop: Tools['stop']): Promise<void> {
    await this.#alone(entry.id, async () => {
      const { engine: key, made = '' } = entry;
      const engine = await this.#engines.ready(key, task.signal);
      const [now] = await engine.containers.read([made], task.signal);
      const begun: Entry = { ...entry, phase: 'swapping' };
      task.say(saying('edit-stopping', { name: entry.target }));
      if (now?.state === 'running') await stop({ engine: key, id: made }, task.signal);
      await this.#journal.put(begun);
      if (!(await this.#back(begun, task))) throw problem('internal', 'edit-not-undone');
      task.say(saying('edit-reverted', { name: entry.name }));
      task.result({ container: entry.old, name: entry.name });
    });
  }

  /** Looks after all that an earlier process left. */
  async recover(): Promise<void> {
    const engines = new Set(this.#cut().map(({ engine }) => engine));
    await Promise.all(Array.from(engines, (engine) => this.recoverOn(engine)));
  }

  /** Undoes what was cut on an engine, each as a task of its own; one that cannot be reached is left for its next connect. */
  async recoverOn(key: EngineId): Promise<void> {
    const cut = this.#cut().filter(({ engine, id }) => engine === key && !this.#busy.has(id));
    for (const entry of cut) {
      const title = saying('edit-undo', { name: entry.name });
      const { task } = this.#tasks.start({ kind: 'edit', title, engine: key, subject: entry.name }, (task) =>
        this.#alone(entry.id, async () => {
          if (!(await this.#back(entry, task))) throw problem('internal', 'edit-not-undone');
        }),
      );
      await this.#tasks.wait(task);
    }
  }

  #cut(): readonly Entry[] {
    return this.#journal.entries.filter(({ phase }) => phase !== 'kept');
  }

  /** Whether it is undone. Where it is not, that is told, and done when the engine answers again. */
  async #back(entry: Entry, task: TaskHandle, recipe?: WholeRecipe): Promise<boolean> {
    const signal = AbortSignal.timeout(undoTime);
    try {
      const engine = await this.#engines.ready(entry.engine, signal);
      const gone = (id: string) => becomeGone(this.#engines, engine, { engine: entry.engine, id }, signal);
      const restored = await restore(entry, engine, signal, recipe && { recipe, gone });
      await this.#journal.drop(entry.id);
      const said = saying(`edit-${restored}`, { name: entry.name });
      task.note({ saying: said });
      task.say(said);
      return true;
    } catch (error) {
      task.note({ saying: saying('edit-undone-later', { name: entry.name }), cause: causeOf(toProblem(error)) });
      return false;
    }
  }

  async #alone(key: string, run: () => Promise<void>): Promise<void> {
    if (this.#busy.has(key)) throw problem('conflict', 'edit-under-way');
    this.#busy.add(key);
    try {
      await run();
    } finally {
      this.#busy.delete(key);
    }
  }
}

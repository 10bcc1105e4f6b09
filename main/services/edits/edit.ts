import type { PullPolicy } from '../../../app/create.ts';
import { keepTime } from '../../../app/edits.ts';
import { ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { WholeRecipe } from '../../engine/ports/recreation.ts';
import type { PullWithin } from '../containers/create.ts';
import { readLastLines } from '../containers/last-lines.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import { beginEntry, type Change, previewOf, readChange } from './change.ts';
import type { Entry, Journal } from './journal.ts';
import { setPolicy } from './restore.ts';
import { becomeGone, becomeWell } from './well.ts';

/** What an edit is done with. */
export interface Tools {
  readonly engines: Engines;
  readonly journal: Journal;
  readonly pull: PullWithin;
  /** Ends a container, and remembers that it was Gantry that did. */
  readonly stop: (container: { readonly engine: string; readonly id: string }, signal: AbortSignal) => Promise<void>;
}

/** What an edit asks for. */
export interface Order {
  readonly engine: string;
  readonly id: string;
  readonly spec: Parameters<typeof readChange>[2];
  readonly pull: PullPolicy;
}

/**
 * Makes a container anew and puts it in the place of the old one, step by step, each on disk before it is done. Rejects at
 * the first that fails, and when the task is cancelled, between two of them or in the middle: what is done then is the
 * caller's to undo, by the entry that it was told last.
 * @param at told of the entry before each step
 * @returns the entry, `kept` where the old one is; undefined where there was nothing to do
 */
export async function edit(
  tools: Tools,
  order: Order,
  task: TaskHandle,
  at: (entry: Entry, recipe: WholeRecipe) => void,
): Promise<Entry | undefined> {
  const { engines, journal, stop } = tools;
  const engine = await engines.ready(order.engine, task.signal);
  const change = await prepared(tools, order, engine, task);
  if (!change) return undefined;
  let entry = beginEntry(order, change);
  // What removes itself does so as it is stopped.
  const isGone = entry.ran && previewOf(change).autoRemove;
  const step = async (patch: Partial<Entry>, say: Parameters<TaskHandle['say']>[0]) => {
    task.signal.throwIfAborted();
    entry = { ...entry, ...patch };
    await journal.put(entry);
    at(entry, change.recipe);
    task.say(say);
    task.note({ saying: say });
  };
  await step({}, saying('creating'));
  // Not the task's own signal: cut short, nobody would know whether there is a container now.
  const { id: made, warnings } = await engine.recreation.make(
    change.altered,
    entry.fresh,
    new AbortController().signal,
  );
  for (const warning of warnings) task.print(warning);
  if (entry.ran) {
    await step({ made, phase: 'stopping' }, saying('edit-stopping', { name: entry.name }));
    await setPolicy(entry, engine, 'no', task.signal);
    await stop({ engine: order.engine, id: order.id }, task.signal);
    if (isGone) await becomeGone(engines, engine, order, task.signal);
  }
  await step({ made, phase: 'swapping' }, saying('edit-swapping', { aside: entry.aside }));
  if (!entry.ran) await setPolicy(entry, engine, 'no', task.signal);
  if (!isGone) await engine.containers.rename(entry.old, entry.aside, task.signal);
  await engine.containers.rename(made, entry.target, task.signal);
  if (change.after.start && entry.ran) await startWell(tools, engine, entry, made, task);
  const { imageId } = await engine.containers.inspect(made, task.signal);
  if (imageId !== change.made.imageId) await tellImages(engine, change.made.imageId, imageId, task);
  if (isGone) {
    await journal.drop(entry.id);
    return entry;
  }
  await step({ phase: 'kept', until: Date.now() + keepTime }, saying('edit-done', { name: entry.target }));
  return entry;
}

/** The change, with its image there; undefined where the newest image is the one that it has. */
async function prepared({ pull }: Tools, order: Order, engine: Engine, task: TaskHandle): Promise<Change | undefined> {
  const newest = order.pull === 'always';
  const read = () => readChange(engine, order.id, order.spec, newest, task.signal);
  const change = await read();
  beginEntry(order, change);
  const image = String(change.altered.body['Image']);
  const isThere = () =>
    engine.images.inspect(image, task.signal).then(
      () => true,
      (error: unknown) => {
        if (toProblem(error).code !== 'not-found') throw error;
        return false;
      },
    );
  if (newest && /^(sha256:)?[0-9a-f]{64}$/.test(image)) throw problem('invalid-input', 'edit-image-nameless');
  if (newest || (order.pull === 'missing' && !change.recipe.moved && !(await isThere()))) {
    task.say(saying('pulling'));
    await pull(order.engine, image, task).catch((error: unknown) => {
      throw new ProblemError({ ...toProblem(error), field: 'image' });
    });
  }
  if (!newest) return change;
  const pulled = await read();
  if (order.spec || pulled.recipe.moved) return pulled;
  task.say(saying('up-to-date', { image }));
  return undefined;
}

/** Starts the new one; what it printed last is told where it fails. */
async function startWell(tools: Tools, engine: Engine, entry: Entry, made: string, task: TaskHandle): Promise<void> {
  task.signal.throwIfAborted();
  task.say(saying('starting'));
  await engine.containers.launch(made, task.signal);
  task.say(saying('edit-waiting'));
  try {
    const wellness = await becomeWell(tools.engines, engine, { engine: entry.engine, id: made }, task.signal);
    task.note({ saying: saying(`edit-${wellness}`) });
  } catch (error) {
    const lines = await readLastLines(
      engine.containers,
      made,
      AbortSignal.any([task.signal, AbortSignal.timeout(5000)]),
    ).catch(() => []);
    for (const { text } of lines) task.print(text);
    const found = toProblem(error);
    const detail = lines.map(({ text }) => text).join('\n');
    throw new ProblemError(detail === '' || found.detail !== undefined ? found : { ...found, detail });
  }
}

/** By the version that an image names, else by its digest. */
async function tellImages({ images }: Engine, from: string, to: string, task: TaskHandle): Promise<void> {
  const nameOf = async (id: string): Promise<string> => {
    const plain = id.replace(/^sha256:/, '');
    const version = await images.inspect(plain, task.signal).then(
      ({ labels }) => labels['org.opencontainers.image.version'],
      () => undefined,
    );
    return version === undefined ? plain.slice(0, 12) : `${version.slice(0, 100)} (${plain.slice(0, 12)})`;
  };
  const [before, after] = await Promise.all([nameOf(from), nameOf(to)]);
  task.note({ saying: saying('edit-image', { from: before, to: after }) });
  task.result({ from: before, to: after });
}

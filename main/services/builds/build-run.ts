import type { ForecastScore } from '../../../app/build/forecasts.ts';
import type { BuildError, BuildOrder, BuildRecord, BuildStep } from '../../../app/builds.ts';
import { mostSteps, readStepName } from '../../../app/derive/build-steps.ts';
import type { Cause } from '../../../app/rpc/problem.ts';
import { stripAnsi } from '../../../app/text/ansi.ts';
import { saying, told } from '../../../app/text/sayings.ts';
import type { BuildEvent, BuilderStep } from '../../engine/ports/builds.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Packed } from './context.ts';
import { DockerfileLines } from './dockerfile-lines.ts';
import { sourceOf } from './source-texts.ts';

const mostWarnings = 50;
/** Steps that are followed; each change looks through all of them. */
const mostFollowed = 5_000;

/** One build from its start: takes the builder's events, keeps the record, and tells the task. */
export class BuildRun {
  readonly packed: Packed = { bytes: 0, files: 0, sent: 0 };
  error: BuildError | undefined;
  /** The builder or a program of a step has said that there is no space left: of the latter the builder knows only the exit code. */
  full = false;
  /** How the forecast did, once that is known. */
  forecast: ForecastScore | undefined;
  /** Of the image that came out, in bytes, once that is known. */
  imageSize: number | undefined;
  readonly #order: BuildOrder;
  readonly #task: TaskHandle;
  readonly #lines: DockerfileLines;
  readonly #source: string | undefined;
  readonly #started = Date.now();
  readonly #steps = new Map<string, BuildStep>();
  readonly #warnings: BuildError[] = [];
  /** The last lines that each step printed that is not over; of no step where the builder does not say. */
  readonly #said = new Map<string | undefined, readonly string[]>();
  /** How far the transfers of each step are, in bytes, by what they are called. */
  readonly #sizes = new Map<string, Map<string, { readonly current: number; readonly total: number }>>();
  #builder: Pick<BuildRecord, 'builder' | 'way'> = { builder: 'unknown' };
  #image: string | undefined;
  /** The instruction that the engine runs on although the build was cancelled. */
  #goesOn: string | undefined;

  /** `text` is the Dockerfile that it is built from. */
  constructor(order: BuildOrder, text: string, task: TaskHandle) {
    this.#order = order;
    this.#task = task;
    this.#lines = new DockerfileLines(text, order.args);
    this.#source = sourceOf(text);
  }

  take(event: BuildEvent): void {
    if (event.kind === 'output' || event.kind === 'error') this.full ||= noSpace.test(sayingOf(event));
    if (event.kind === 'builder') this.#begin(event);
    else if (event.kind === 'step') this.#step(event.step);
    else if (event.kind === 'progress') this.#progress(event);
    else if (event.kind === 'output') this.#print(event);
    else if (event.kind === 'warning') this.#warn(event);
    else if (event.kind === 'image') this.#image ??= event.id;
    else if (event.kind === 'goes-on') this.#leave(event.step);
    else this.fail(event.message, event.cause);
  }

  /** The build failed with these words, or for a cause that the builder does not know. */
  fail(message: string, cause?: Cause): void {
    const failed = [...this.#steps.values()].find(({ state }) => state === 'failed');
    const line = this.#lines.ofMessage(message) ?? failed?.line;
    const [, code] = ofProgram.exec(message) ?? [];
    const said = this.#said.get(failed?.id) ?? this.#said.get(undefined);
    const last = said?.at(-1);
    const words = code === undefined || last === undefined ? message : `${last} (exit code ${code})`;
    this.error = {
      message: words,
      ...(cause ? { cause } : {}),
      ...(line === undefined ? {} : { line }),
      ...(code === undefined || said === undefined ? {} : { lines: said }),
    };
  }

  /** The record as it is now. */
  record(state: BuildRecord['state'], before?: BuildRecord): BuildRecord {
    const now = Date.now();
    const all = [...this.#steps.values()];
    const counted = all.filter(isCounted);
    const changedFrom = before && !this.#order.noCache ? firstChanged(counted, before) : undefined;
    const over = state !== 'running';
    const { args, ...order } = this.#order;
    return {
      ...order,
      argNames: Object.keys(args),
      id: this.#task.id,
      state,
      started: this.#started,
      ...(over ? { ended: now } : {}),
      ...this.#builder,
      steps: over ? all.slice(0, mostSteps).map((step) => settle(step, now)) : [],
      stepCount: counted.length,
      cachedCount: counted.filter(({ cached }) => cached).length,
      contextBytes: this.packed.bytes,
      contextFiles: this.packed.files,
      contextSent: this.packed.sent,
      ...(this.#image === undefined ? {} : { image: this.#image }),
      ...(this.imageSize === undefined ? {} : { imageSize: this.imageSize }),
      ...(this.#source === undefined ? {} : { source: this.#source }),
      ...(this.error && state !== 'cancelled' ? { error: this.error } : {}),
      warnings: [...this.#warnings],
      ...(changedFrom ? { changedFrom } : {}),
      ...(this.forecast === undefined ? {} : { forecast: this.forecast }),
      ...(this.#goesOn === undefined ? {} : { goesOn: this.#goesOn }),
    };
  }

  #begin({ builder, way }: Extract<BuildEvent, { readonly kind: 'builder' }>): void {
    this.#builder = { builder, way };
  }

  #leave(id: string): void {
    const instruction = this.#steps.get(id)?.instruction;
    if (instruction === undefined) return;
    this.#goesOn = instruction;
    this.#task.leave(saying('build-goes-on', { instruction }));
  }

  #step({ id, name, state, started, ended, after }: BuilderStep): void {
    if (this.#steps.size >= mostFollowed && !this.#steps.has(id)) return;
    const line = this.#lines.ofStep(name);
    const place = { ...(line === undefined ? {} : { line }), ...(after === undefined ? {} : { after }) };
    const bytes = this.#steps.get(id)?.bytes;
    if (state === 'done' || state === 'cached') this.#said.delete(id);
    const step: BuildStep = {
      id,
      label: name.slice(0, 500),
      ...readStepName(name.slice(0, 500)),
      ...place,
      state,
      cached: state === 'cached',
      ...(started === undefined ? {} : { started }),
      ...(ended === undefined ? {} : { ended }),
      ...(bytes === undefined ? {} : { bytes }),
    };
    this.#steps.set(id, step);
    const times = { ...(started === undefined ? {} : { started }), ...(ended === undefined ? {} : { ended }) };
    this.#task.part(id, { label: step.label, state, ...times, step: place });
    if (state === 'running') this.#task.say(told(step.label));
    const counted = [...this.#steps.values()].filter(isCounted);
    if (counted.length > 0) this.#task.progress(counted.filter(isOver).length, counted.length);
  }

  #print({ text, step }: Extract<BuildEvent, { kind: 'output' }>): void {
    this.#task.print(text, step);
    const before = this.#said.get(step);
    if (!before && this.#said.size >= mostFollowed) return;
    const lines = text
      .slice(-longestTail)
      .split('\n')
      .map((line) => stripAnsi(line).trim().slice(0, longestSaid))
      .filter((line) => line !== '');
    if (lines.length > 0) this.#said.set(step, [...(before ?? []), ...lines].slice(-mostSaid));
  }

  /** A step may fetch several things at once: what it tells of each is summed up. */
  #progress({ step, text, current, total }: Extract<BuildEvent, { kind: 'progress' }>): void {
    const sizes = this.#sizes.get(step) ?? new Map<string, { readonly current: number; readonly total: number }>();
    if (current !== undefined && (sizes.size < mostTransfers || sizes.has(text))) {
      sizes.set(text, { current, total: total ?? 0 });
      if (this.#steps.has(step)) this.#sizes.set(step, sizes);
    }
    const all = [...sizes.values()];
    const bytes = all.reduce((sum, { current }) => sum + current, 0);
    const whole = all.every(({ total }) => total > 0) ? all.reduce((sum, { total }) => sum + total, 0) : undefined;
    const known = this.#steps.get(step);
    if (known && all.length > 0) this.#steps.set(step, { ...known, bytes });
    const size = all.length === 0 ? {} : { current: bytes, ...(whole === undefined ? {} : { total: whole }) };
    this.#task.part(step, { text: told(text), ...size });
  }

  #warn({ message, line }: Extract<BuildEvent, { kind: 'warning' }>): void {
    if (this.#warnings.length < mostWarnings) this.#warnings.push({ message, ...(line === undefined ? {} : { line }) });
  }
}

/** What builders say when a step's program failed: that it did, where its own last line says why. */
const ofProgram =
  /^(?:executor failed|process ".*" did not complete|The command '.*' returned a non-zero|.*failed to solve).*?code:? (\d+)/is;
/** Of a step's output its last lines say why it failed: so many, of so many UTF-16 units, out of the end of what comes at once. */
const mostSaid = 6;
const longestSaid = 500;
const longestTail = 20_000;
/** Layers of an image, and some. */
const mostTransfers = 200;

const noSpace = /no space left on device/i;

function sayingOf(event: Extract<BuildEvent, { kind: 'output' | 'error' }>): string {
  return event.kind === 'output' ? event.text : event.message;
}

/**
 * Whether a step is an instruction that the cache can spare. One that only names a base image is none: builders never
 * call it cached, so that a build from the cache alone would seem to have run something.
 */
function isCounted({ number, instruction }: BuildStep): boolean {
  return number !== undefined && !/^FROM\s/i.test(instruction);
}

function isOver({ state }: BuildStep): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** A step as it is when the build is over: whatever had not come to its end was cut off. */
function settle(step: BuildStep, now: number): BuildStep {
  if (isOver(step)) return step;
  return { ...step, state: 'cancelled', ...(step.started === undefined ? {} : { ended: now }) };
}

/** The first instruction, in the file's order, that ran, if the build before had one at its place, too. */
function firstChanged(now: readonly BuildStep[], before: BuildRecord): BuildRecord['changedFrom'] {
  const [first] = now
    .filter((step) => !step.cached && (isOver(step) || step.state === 'running'))
    .toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
  const had = before.steps.some(
    (step) => isCounted(step) && first?.stage === step.stage && first?.number === step.number,
  );
  if (!first || !had) return undefined;
  return { label: first.label, ...(first.line === undefined ? {} : { line: first.line }) };
}

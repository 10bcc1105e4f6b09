import { readStepName, type StepName } from '../../../app/derive/build-steps.ts';
import { positionAt } from '../../../app/dockerfile/positions.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import { type ResolvedFile, resolveFile } from '../../../app/dockerfile/resolve.ts';
import type { GivenArguments } from '../../../app/dockerfile/scope.ts';
import { ImageLines } from './image-lines.ts';
import { type StageSteps, type Step, stepsOf } from './stage-steps.ts';
import { StepText, squeeze } from './step-text.ts';

/** Steps in the order in which a builder numbers them. */
interface Numbering {
  readonly steps: readonly Step[];
  /** How many the builder says they are. */
  readonly totals: ReadonlySet<number>;
}

/** Finds the lines of a Dockerfile that a builder's words are about. Lines count from 1. */
export class DockerfileLines {
  readonly #file: ResolvedFile;
  readonly #stages: readonly StageSteps[];
  readonly #images: ImageLines;
  /** All of the file, as the classic builder counts. */
  readonly #all: Numbering;
  readonly #found = new Map<string, number | undefined>();

  /** `given` are the arguments that the build is given. */
  constructor(text: string, given: GivenArguments) {
    this.#file = resolveFile(readDockerfile(text), given);
    this.#stages = stepsOf(this.#file);
    this.#images = new ImageLines(this.#file);
    this.#all = allOf(this.#file, this.#stages);
  }

  /** The line of a step by its name; undefined for work that no instruction asks for. */
  ofStep(label: string): number | undefined {
    if (this.#found.has(label)) return this.#found.get(label);
    const line = this.#lineOf(label);
    if (label.length <= longestKept && this.#found.size < mostKept) this.#found.set(label, line);
    return line;
  }

  /** The line that a builder's error names, or that of what it names. */
  ofMessage(message: string): number | undefined {
    const head = message.slice(0, longestMessage);
    const [, first, second] =
      /(?:dockerfile parse error (?:on )?|Dockerfile:|\bparse error on )(?:line )?(\d+)|^\S+:(\d+)\r?\n-{10,}/im.exec(
        head,
      ) ?? [];
    if (first !== undefined || second !== undefined) return Number(first ?? second);
    const [, image] =
      /(?:pull access denied for|failed to resolve source metadata for|manifest for) ([^\s,]+)/.exec(head) ?? [];
    if (image !== undefined) return this.#images.ofImage(image.replace(/:$/, ''));
    const [, base] = /(?:failed to parse stage name "|base name \()([^\s")]+)/.exec(head) ?? [];
    if (base !== undefined) return this.#ofBase(base);
    return /unterminated heredoc|parser directive|escape token|arrays must be comprised/.test(head)
      ? this.#firstFault()
      : undefined;
  }

  #lineOf(label: string): number | undefined {
    const name = readStepName(label);
    if (name.number === undefined) return this.#ofOther(label);
    const wanted = squeeze(name.instruction);
    const stages = this.#stagesOf(name);
    const [stage] = stages;
    if (stage && (wanted.startsWith('FROM ') || wanted.startsWith('ONBUILD '))) {
      const written = this.#byNumber(name, this.#numberings(name, stages), (step) => step.text.isWritten(wanted));
      return written ?? stage.line;
    }
    return this.#ofInstruction(name, wanted, stages);
  }

  #ofInstruction(name: StepName, wanted: string, stages: readonly StageSteps[]): number | undefined {
    const numberings = this.#numberings(name, stages);
    const exact = this.#byNumber(name, numberings, (step) => step.text.matches(wanted) || step.text.isWritten(wanted));
    if (exact !== undefined) return exact;
    // Triggers of a base image stand before a stage's own steps, so that these have higher numbers.
    const [later] = stages.flatMap((stage) => nearest(stage, name, wanted) ?? []);
    if (later) return later.line;
    const other = this.#all.steps.find(({ text }) => text.matches(wanted) || text.isWritten(wanted));
    if (other && name.stage === undefined) return other.line;
    // What the stage does not hold, its base image brought.
    return stages[0]?.line;
  }

  #byNumber(
    { number = 0, total = 0 }: StepName,
    numberings: readonly Numbering[],
    isIt: (step: Step) => boolean,
  ): number | undefined {
    for (const { steps, totals } of numberings) {
      const step = totals.has(total) ? steps[number - 1] : undefined;
      if (step && isIt(step)) return step.line;
    }
    return undefined;
  }

  /** The ways in which a builder may have counted. */
  #numberings({ stage }: StepName, stages: readonly StageSteps[]): readonly Numbering[] {
    return [
      ...stages.map(({ counted, totals }) => ({ steps: counted, totals })),
      ...(stage === undefined ? [this.#all] : []),
      ...stages.map(({ all }) => ({ steps: all, totals: new Set([all.length]) })),
    ];
  }

  #stagesOf({ stage }: StepName): readonly StageSteps[] {
    if (stage === undefined) return this.#stages.slice(0, 1);
    const named = this.#stages.filter(({ name }) => name === stage.toLowerCase());
    const number = /^stage-(\d+)$/.exec(stage)?.[1];
    const numbered = number === undefined ? undefined : this.#stages[Number(number)];
    return named.length > 0 ? named : numbered ? [numbered] : [];
  }

  /** Of what is no numbered step. */
  #ofOther(label: string): number | undefined {
    const [, metadata] = /^\[(?:\S+ )?internal\] load metadata for (\S+)$/.exec(label) ?? [];
    if (metadata !== undefined) return this.#images.ofImage(metadata);
    const [, frontend] = /^resolve image config for (?:docker-image:\/\/)?(\S+)$/.exec(label) ?? [];
    if (frontend !== undefined) return this.#images.ofFrontend(frontend);
    const [, from] = /^FROM (\S+)$/.exec(label) ?? [];
    if (from !== undefined) return this.#images.ofImage(from);
    const link = label.startsWith('LINK ') ? label.slice('LINK '.length) : label;
    if (/^(RUN|COPY|ADD|WORKDIR) /.test(link)) {
      const wanted = squeeze(link);
      return this.#all.steps.find(({ text }) => text.matches(wanted))?.line;
    }
    return this.#images.ofUrl(label);
  }

  #ofBase(text: string): number | undefined {
    const written = this.#images.ofWrittenBase(text) ?? this.#images.ofImage(text);
    return written ?? this.#file.resolved.find(({ base }) => base === text)?.stage.from.line;
  }

  #firstFault(): number | undefined {
    const { file } = this.#file;
    const [fault] = file.faults;
    return fault && positionAt(file, fault.from).line;
  }
}

/** Of an error, in characters: behind its first words stands what a program printed. */
const longestMessage = 100_000;
/** Names whose lines are kept, and how long they may be: a builder repeats each with every change. */
const mostKept = 5_000;
const longestKept = 1_000;

function allOf({ globals, globalScope, file, budget }: ResolvedFile, stages: readonly StageSteps[]): Numbering {
  const steps: Step[] = [];
  const totals = new Set<number>();
  for (const instruction of globals) {
    steps.push({ line: instruction.line, text: StepText.of(instruction, globalScope, file.escape, budget) });
  }
  for (const { all } of stages) {
    steps.push(...all);
    totals.add(steps.length);
  }
  return { steps, totals };
}

/** The own step of a stage that is called so and whose number is nearest. */
function nearest(
  { counted, all, total, totals }: StageSteps,
  { number = 0, total: said = 0 }: StepName,
  wanted: string,
): Step | undefined {
  const steps = said === all.length && !totals.has(said) ? all : counted;
  const place = Math.max(0, number - 1 - Math.max(0, said - total));
  let best: { readonly step: Step; readonly distance: number } | undefined;
  for (const [index, step] of steps.entries()) {
    if (!step.text.matches(wanted)) continue;
    const distance = Math.abs(index - place);
    if (!best || distance < best.distance) best = { step, distance };
  }
  return best?.step;
}

import { type DockerfileInstruction, outlineDockerfile } from '../../../app/dockerfile-outline.ts';

/** What a step's name says. */
export interface StepName {
  readonly instruction: string;
  readonly stage?: string;
  readonly number?: number;
  readonly total?: number;
}

/** Instructions that BuildKit counts as steps. */
const steps = new Set(['FROM', 'RUN', 'COPY', 'ADD', 'WORKDIR']);

interface Instruction extends DockerfileInstruction {
  /** As it is compared with a builder's words. */
  readonly squeezed: string;
}

interface Stage {
  readonly name: string;
  readonly instructions: readonly Instruction[];
  /** Those that count as steps for BuildKit. */
  readonly counted: readonly Instruction[];
}

/** What stands in brackets before an instruction is shorter, in characters: a platform, a stage and two numbers. */
const longestPlace = 500;

/** `[build 2/5] RUN make` → its parts. A platform before the stage is left out. */
export function readStepName(label: string): StepName {
  const end = label.slice(0, longestPlace).indexOf('] ');
  const words = label.slice(1, Math.max(end, 1)).split(' ');
  const [, number, total] = /^(\d+)\/(\d+)$/.exec(words.at(-1) ?? '') ?? [];
  if (!label.startsWith('[') || number === undefined) return { instruction: label };
  const stage = words.slice(0, -1).findLast((word) => word !== '');
  const instruction = label.slice(end + 2);
  return { instruction, ...(stage ? { stage } : {}), number: Number(number), total: Number(total) };
}

/** Finds the lines of a Dockerfile that a builder's words are about. Lines count from 1. */
export class DockerfileLines {
  readonly #all: readonly Instruction[];
  readonly #stages: readonly Stage[];

  constructor(text: string) {
    this.#all = outlineDockerfile(text).instructions.map((found) => ({ ...found, squeezed: textOf(found) }));
    this.#stages = stagesOf(this.#all);
  }

  /** The line of a step by its name; undefined for work that no instruction asks for. */
  ofStep(label: string): number | undefined {
    const name = readStepName(label);
    const source = /^\[internal\] load metadata for (\S+)$/.exec(label)?.[1];
    if (source !== undefined) return this.#ofBase(source);
    if (name.number === undefined) return undefined;
    const stage = this.#stage(name.stage);
    const place = name.number - 1;
    const candidates = [stage?.counted[place], stage?.instructions[place], this.#all[place]];
    const wanted = squeeze(name.instruction);
    const exact = candidates.find((found) => found?.squeezed === wanted);
    if (exact) return exact.line;
    const within = (name.stage === undefined ? undefined : stage?.instructions) ?? this.#all;
    const byText = within.find(({ squeezed }) => squeezed === wanted);
    return (byText ?? candidates.find((found) => found?.keyword === keywordOf(name.instruction)))?.line;
  }

  /** The line that a builder's error names. */
  ofMessage(message: string): number | undefined {
    const [, line] =
      /(?:dockerfile parse error (?:on )?|Dockerfile:|\bparse error on )(?:line )?(\d+)/i.exec(message) ?? [];
    if (line !== undefined) return Number(line);
    const source =
      /(?:pull access denied for|failed to resolve source metadata for|manifest for) ([^\s,:]+(?::\d+\/\S+)?)/.exec(
        message,
      )?.[1];
    return source === undefined ? undefined : this.#ofBase(source);
  }

  #stage(name: string | undefined): Stage | undefined {
    if (name === undefined) return this.#stages[0];
    const number = /^stage-(\d+)$/.exec(name)?.[1];
    const named = this.#stages.find((stage) => stage.name.toLowerCase() === name.toLowerCase());
    return named ?? (number === undefined ? undefined : this.#stages[Number(number)]);
  }

  #ofBase(source: string): number | undefined {
    const short = source.replace(/^docker\.io\/(library\/)?/, '').replace(/:latest$/, '');
    return this.#all.find(
      ({ keyword, text }) =>
        keyword === 'FROM' && text.split(/\s+/).some((word) => word.replace(/:latest$/, '').endsWith(short)),
    )?.line;
  }
}

function stagesOf(all: readonly Instruction[]): Stage[] {
  const starts = all.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  const names: string[] = [];
  return starts.map((start, index) => {
    const instructions = all.slice(start, starts[index + 1]);
    const [from] = instructions;
    const [base = '', as = '', name = ''] = (from?.text ?? '').split(/\s+/).filter((word) => !word.startsWith('--'));
    // A stage on top of another one, or of nothing, has no step of its own for FROM.
    const own = base !== 'scratch' && !names.includes(base.toLowerCase());
    const called = as.toUpperCase() === 'AS' ? name : '';
    names.push(called.toLowerCase());
    const counted = instructions.filter(({ keyword }) => steps.has(keyword) && (own || keyword !== 'FROM'));
    return { name: called, instructions, counted };
  });
}

function textOf({ keyword, text }: DockerfileInstruction): string {
  return squeeze(`${keyword} ${text}`);
}

/** The builder and the outline join continued lines with different spaces. */
function squeeze(text: string): string {
  const [keyword = '', ...rest] = text.trim().split(/\s+/);
  return [keyword.toUpperCase(), ...rest].join(' ');
}

function keywordOf(instruction: string): string {
  return /^\w+/.exec(instruction)?.[0].toUpperCase() ?? '';
}

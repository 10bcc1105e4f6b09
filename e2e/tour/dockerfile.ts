import { readDockerfile } from '../../app/dockerfile/read.ts';
import { budgetFor, Scope } from '../../app/dockerfile/scope.ts';
import { Refusal } from './world.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals. */
  readonly word: string;
  /** What comes after it. */
  readonly words: readonly string[];
  /** On one line, arguments filled in. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** The instructions of a Dockerfile, or a refusal in the engine's words. */
export function instructionsOf(text: string, args: Readonly<Record<string, string>>): Instruction[] {
  const file = readDockerfile(text);
  const globals = Scope.global(file.escape, budgetFor(text), args);
  let scope = globals;
  return file.instructions.map((instruction) => {
    const { keyword: word, line, rest } = instruction;
    if (!known.has(word)) throw new Refusal(400, `dockerfile parse error line ${line}: unknown instruction: ${word}`);
    if (rest === '')
      throw new Refusal(400, `dockerfile parse error line ${line}: ${word} requires at least one argument`);
    if (word === 'FROM') scope = globals;
    const filled = word === 'FROM' || word === 'LABEL' ? (scope.expand(rest) ?? rest) : rest;
    if (word === 'FROM') scope = globals.stage(undefined);
    else scope.take(instruction);
    const flags = instruction.flags.map(({ name, value }) => `--${name}${value === undefined ? '' : `=${value}`}`);
    const words = [...flags, ...filled.split(/\s+/)];
    return { word, words, text: [word, ...flags, filled].join(' '), line };
  });
}

/** The stages in order, up to a target. What comes before the first FROM belongs to the first. */
export function stagesOf(instructions: readonly Instruction[], target: string | undefined): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const instruction of instructions) {
    if (instruction.word === 'FROM') stages.push([instruction]);
    else if (stages.length > 0) stages.at(-1)?.push(instruction);
  }
  if (target === undefined) return stages;
  const at = stages.findIndex(([from]) => new RegExp(` AS ${target}$`, 'i').test(from?.text ?? ''));
  if (at < 0) throw new Refusal(400, `failed to reach build target ${target} in Dockerfile`);
  return stages.slice(0, at + 1);
}

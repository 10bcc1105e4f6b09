import { readDockerfile } from './read.ts';
import { budgetFor, Scope } from './scope.ts';
import { partsOf } from './stages.ts';
import type { Escape, Instruction } from './types.ts';
import { assignmentsOf } from './words.ts';

/** A stage as a form shows it. */
export interface OutlineStage {
  /** The name after `AS`; unnamed stages have none. */
  readonly name?: string;
  /** As written. */
  readonly base: string;
  /** From 1. */
  readonly line: number;
}

/** A build argument that the file asks for. */
export interface OutlineArgument {
  readonly name: string;
  /** What it is unless given. */
  readonly default?: string;
}

/** What a form for building needs to know of a Dockerfile. */
export interface DockerfileOutline {
  readonly stages: readonly OutlineStage[];
  readonly args: readonly OutlineArgument[];
}

/** What is longer is not looked into, in characters; builders take no more either. */
const mostText = 1024 * 1024;
/** Stages and arguments that are found; a form cannot show more. */
const mostFound = 500;

/** The stages and arguments of a Dockerfile. An argument's default is the first one: a global one goes before a stage's own. */
export function outlineDockerfile(text: string): DockerfileOutline {
  if (text.length > mostText) return { stages: [], args: [] };
  const file = readDockerfile(text);
  const { globals, stages } = partsOf(file);
  const first = stages.slice(0, mostFound);
  const scope = Scope.global(file.escape, budgetFor(text), {});
  const args = new Map<string, OutlineArgument>();
  addArguments(args, globals, scope, file.escape);
  for (const { instructions } of first) addArguments(args, instructions, scope.stage(undefined), file.escape);
  return {
    stages: first.flatMap(({ base, name, from: { line } }) => {
      return base ? [{ base: base.text, line, ...(name === undefined ? {} : { name }) }] : [];
    }),
    args: [...args.values()],
  };
}

function addArguments(
  args: Map<string, OutlineArgument>,
  instructions: readonly Instruction[],
  scope: Scope,
  escape: Escape,
): void {
  for (const instruction of instructions) {
    for (const { name, value } of instruction.keyword === 'ARG' ? assignmentsOf(instruction, escape) : []) {
      if (!/^[A-Za-z_]\w*$/.test(name) || (args.size >= mostFound && !args.has(name))) continue;
      const known = value === undefined ? undefined : (scope.expand(value) ?? value);
      args.set(name, { name, ...(known === undefined ? {} : { default: known }), ...args.get(name) });
    }
    scope.take(instruction);
  }
}

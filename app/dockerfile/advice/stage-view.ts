import { type Stage, stageNamed } from '../stages.ts';
import type { Dockerfile, Instruction } from '../types.ts';
import { assignmentsOf } from '../words.ts';
import { type ShellRun, shellRun } from './commands.ts';

/** A stage as rules look at it. */
export interface StageView extends Stage {
  readonly file: Dockerfile;
  readonly runs: readonly ShellRun[];
  /** What it leaves behind is part of the image that the file makes: it is the last one, or that starts from it. */
  readonly isShipped: boolean;
  /** Names of the variables that it sets, also in stages that it starts from. */
  readonly sets: ReadonlySet<string>;
  /** It names a shell of its own. */
  readonly hasShell: boolean;
  /** That stops where a command before a pipe fails. */
  readonly seesPipes: boolean;
  /** The stages that it starts from, itself first. */
  readonly line: readonly Stage[];
}

/** Stages as rules look at them. */
export function viewsOf(file: Dockerfile, stages: readonly Stage[]): readonly StageView[] {
  const shipped = new Set(stages.length === 0 ? [] : lineOf(stages, stages.length - 1));
  return stages.map((stage, index) => {
    const line = lineOf(stages, index);
    const before = line.flatMap(({ instructions }) => instructions);
    const shells = before.filter(({ keyword }) => keyword === 'SHELL');
    return {
      ...stage,
      file,
      line,
      isShipped: shipped.has(stage),
      runs: stage.instructions.flatMap((instruction) => shellRun(file, instruction) ?? []),
      sets: new Set(before.flatMap((instruction) => namesOf(instruction, file))),
      hasShell: shells.length > 0,
      seesPipes: shells.some(({ json }) => json?.some((word) => word.includes('pipefail'))),
    };
  });
}

/** More stages in a row than any file has. */
const longestLine = 100;

function lineOf(stages: readonly Stage[], index: number): readonly Stage[] {
  const line: Stage[] = [];
  let at = stages[index];
  while (at && line.length < longestLine) {
    line.push(at);
    at = at.base && stageNamed(stages, at.base.text, at.index);
  }
  return line;
}

function namesOf(instruction: Instruction, { escape }: Dockerfile): string[] {
  const { keyword } = instruction;
  return keyword === 'ENV' || keyword === 'ARG' ? assignmentsOf(instruction, escape).map(({ name }) => name) : [];
}

import { partsOf } from './stages.ts';
import type { Dockerfile, Instruction } from './types.ts';

/** Lines that can be folded away behind the end of a first one. Lines count from 1. */
export interface Fold {
  readonly line: number;
  readonly endLine: number;
}

/** What of a file can be folded: stages with all that belongs to them, and instructions of several lines. One for a line. */
export function foldsOf(file: Dockerfile): ReadonlyMap<number, Fold> {
  const folds = new Map<number, Fold>();
  for (const { line, codeEndLine, endLine } of file.instructions) add(folds, line, foldEnd(line, codeEndLine, endLine));
  for (const { from, instructions } of partsOf(file).stages) {
    add(folds, from.line, (instructions.at(-1) ?? from).endLine);
  }
  // A here-document behind continued lines folds by itself.
  for (const instruction of file.instructions) addHeredocs(folds, instruction);
  return folds;
}

/** Continued lines fold without the here-documents behind them, which fold at the last of them. */
function foldEnd(line: number, codeEndLine: number, endLine: number): number {
  return codeEndLine > line ? codeEndLine : endLine;
}

function addHeredocs(folds: Map<number, Fold>, { heredocs, codeEndLine, line }: Instruction): void {
  const last = heredocs.at(-1);
  if (last && codeEndLine > line) add(folds, codeEndLine, last.endLine);
}

function add(folds: Map<number, Fold>, line: number, endLine: number): void {
  if (endLine > line) folds.set(line, { line, endLine });
}

import type { Diagnostic } from '@codemirror/lint';
import { type EditorState, StateEffect, StateField } from '@codemirror/state';
import type { LineProblem } from './types.ts';

/** Replaces the problems from outside. */
export const setProblems = StateEffect.define<readonly LineProblem[]>();

/** Problems from outside, moved along with edits. */
export const outsideProblems = StateField.define<readonly Diagnostic[]>({
  create: () => [],
  update: (problems, { effects, changes, docChanged, state }) => {
    const given = effects.find((effect) => effect.is(setProblems));
    if (given) return given.value.flatMap((problem) => onLine(problem, state));
    if (!docChanged) return problems;
    return problems.map((problem) => {
      const from = changes.mapPos(problem.from, 1);
      return { ...problem, from, to: Math.max(from, changes.mapPos(problem.to, -1)) };
    });
  },
});

function onLine(
  { line, message, source, severity = 'error' }: LineProblem,
  { doc }: EditorState,
): readonly Diagnostic[] {
  if (line < 1 || line > doc.lines) return [];
  const { from, to } = doc.line(line);
  return [{ from, to, severity, message, source }];
}

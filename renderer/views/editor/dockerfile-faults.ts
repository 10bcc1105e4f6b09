import { ValidationCode } from 'dockerfile-utils';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-types';
import { findingsIn } from '../../../app/dockerfile/findings.ts';
import { readDockerfile } from '../../../app/dockerfile/read.ts';
import type { Dockerfile, Instruction, Range } from '../../../app/dockerfile/types.ts';
import { plainDockerfile } from './plain-dockerfile.ts';
import { offsetsIn } from './positions.ts';
import type { TextDiagnostic } from './types.ts';

/** What we say better ourselves: the service knows fewer flags than builders do. */
const ours: ReadonlySet<unknown> = new Set([
  ValidationCode.UNKNOWN_ADD_FLAG,
  ValidationCode.UNKNOWN_COPY_FLAG,
  ValidationCode.UNKNOWN_FROM_FLAG,
  ValidationCode.UNKNOWN_HEALTHCHECK_FLAG,
  ValidationCode.FLAG_DUPLICATE,
  ValidationCode.FLAG_MISSING_VALUE,
  ValidationCode.FLAG_EXPECTED_BOOLEAN_VALUE,
  ValidationCode.INVALID_ESCAPE_DIRECTIVE,
  ValidationCode.DUPLICATED_ESCAPE_DIRECTIVE,
]);

/** Findings of the service that are looked at. */
const mostJudged = 2_000;

/** What cannot be judged where a variable stands. */
const ofValues: ReadonlySet<unknown> = new Set([
  ValidationCode.INVALID_PORT,
  ValidationCode.INVALID_PROTO,
  ValidationCode.INVALID_SIGNAL,
]);

/** What BuildKit's own checks look for as well. */
const builders: ReadonlySet<unknown> = new Set([
  ValidationCode.CASING_INSTRUCTION,
  ValidationCode.DEPRECATED_MAINTAINER,
  ValidationCode.EMPTY_CONTINUATION_LINE,
  ValidationCode.MULTIPLE_INSTRUCTIONS,
]);

/** What is wrong with a Dockerfile: by a language service's `validate`, as far as it is right, and by our own reader. */
export function faultsIn(text: string, validate: (text: string) => readonly Diagnostic[]): readonly TextDiagnostic[] {
  const file = readDockerfile(text);
  const offset = offsetsIn(text);
  // Small letters throughout are a style, not a slip.
  const isAllSmall = !file.instructions.some(({ keywordRange }) => /[A-Z]/.test(textOf(text, keywordRange)));
  const found = validate(plainDockerfile(file))
    .slice(0, mostJudged)
    .flatMap(({ range, code, severity, message }) => {
      const from = offset(range.start);
      if (ours.has(code) || (ofValues.has(code) && !canJudge(file, from))) return [];
      if (code === ValidationCode.CASING_INSTRUCTION && isAllSmall) return [];
      const isError = severity === DiagnosticSeverity.Error;
      return [
        {
          from,
          to: offset(range.end),
          severity: isError ? ('error' as const) : ('warning' as const),
          message: typeof message === 'string' ? message : message.value,
          ...(builders.has(code) ? { builderKnows: true } : {}),
        },
      ];
    });
  const own = findingsIn(file).map(({ cause, ...place }) => ({ ...place, message: cause, severity: 'error' as const }));
  return [...found, ...own].sort((a, b) => a.from - b.from);
}

function textOf(text: string, { from, to }: Range): string {
  return text.slice(from, to);
}

function canJudge(file: Dockerfile, at: number): boolean {
  const instruction = file.instructions.find(({ from, to }) => from <= at && at <= to);
  return instruction === undefined || (!instruction.rest.includes('$') && !isBehindComment(instruction, file.text, at));
}

/** Behind `#` in EXPOSE stand words that many take for a comment. */
function isBehindComment({ from }: Instruction, text: string, at: number): boolean {
  return /\s#/.test(text.slice(from, at + 1));
}

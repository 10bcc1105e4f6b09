import type { Cause, Params, Problem } from '../../app/rpc/problem.ts';
import { filled } from './language/fill.ts';
import type { Text, Wording } from './language/types.ts';
import { words } from './words.ts';

/** Why something is so, as a sentence. */
export function said({ reason, params }: Cause): string {
  const wording = wordingOf(reason);
  return wording === undefined
    ? words.unknownReason({ reason })
    : filled(isPair(wording) ? wording[0] : wording, params);
}

/** What a person can do about a problem: its own next step, or the usual one for its kind; '' if there is none. */
export function nextStep(problem: Problem): string {
  return ownNextStep(problem) ?? words.nextSteps[problem.code];
}

/** The next step of just this problem; undefined where it has none of its own. */
export function ownNextStep({ reason, params }: Cause): string | undefined {
  const wording = wordingOf(reason);
  return wording !== undefined && isPair(wording) ? filled(wording[1], params) : undefined;
}

/** What stands below a problem's sentence: what it comes from, else the words of the engine or the system. */
export function detailOf({ because, detail }: Problem): string | undefined {
  return because ? saidWithDetail(because) : detail;
}

/** A cause, and behind its sentence the words of the engine or the system. */
export function saidWithDetail(cause: Cause): string {
  return [said(cause), cause.detail].filter(Boolean).join(' ');
}

/** A cause in one line, with the words of the engine or the system behind a colon. */
export function saidInFull(cause: Cause): string {
  return cause.detail === undefined ? said(cause) : `${said(cause).replace(/\.$/, '')}: ${cause.detail}`;
}

/** What somebody says in words of their own, as it is, or a cause in one line. */
export function saidOrTold(told: string | Cause): string {
  return typeof told === 'string' ? told : saidInFull(told);
}

/** What comes over the wire or from a file may be any text. */
function wordingOf(reason: string): Wording<Params> | undefined {
  const all: Readonly<Record<string, unknown>> = words.problems;
  return Object.hasOwn(all, reason) ? (all[reason] as Wording<Params>) : undefined;
}

function isPair(wording: Wording<Params>): wording is readonly [Text<Params>, Text<Params>] {
  return Array.isArray(wording);
}

import type { Problem, ProblemCode } from '../app/problem.ts';

const nextSteps: Record<ProblemCode, string> = {
  'engine-unreachable': 'Start the engine, or choose another one at the top left. Gantry keeps trying.',
  'permission-denied': 'Ask for access to the engine, or run Gantry as somebody who has it.',
  'not-found': 'It may have been removed meanwhile.',
  conflict: 'Look at its present state and try again.',
  'in-use': 'Stop or remove what uses it first.',
  'invalid-input': 'Change the value and try again.',
  unauthorized: 'Log in and try again.',
  'no-space': 'Free some disk space on the engine and try again.',
  unsupported: 'Another engine or a newer version may be able to.',
  timeout: 'The engine may be busy; try again in a moment.',
  cancelled: '',
  internal: 'Try again; if it stays, please report it with the detail below.',
};

/** What a person can do about a problem: its own next step, or the usual one for its kind. */
export function nextStep(problem: Problem): string {
  return problem.nextStep ?? nextSteps[problem.code];
}

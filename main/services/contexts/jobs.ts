import type { ContextSurvey } from '../../../app/build/contexts.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { surveyContext } from './survey.ts';

/** What goes through folders of any size; only utility processes load this. */
export const contextJobs = {
  surveyContext: ({
    folder,
    ignore,
  }: {
    folder: string;
    ignore: string;
  }): { survey: ContextSurvey } | { problem: Problem } => {
    try {
      return { survey: surveyContext(folder, ignore) };
    } catch (error) {
      return { problem: toProblem(error) };
    }
  },
};

export type ContextJobs = typeof contextJobs;

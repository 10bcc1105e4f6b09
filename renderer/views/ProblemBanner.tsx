import type { ReactNode } from 'react';
import type { Problem } from '../../app/problem.ts';
import { nextStep } from '../problems.ts';
import { Banner } from '../ui/Banner.tsx';

/** Says where something was asked for why it failed and what to do; `children` follow. */
export function ProblemBanner(props: { title: string; problem: Problem; children?: ReactNode }): ReactNode {
  const { title, problem, children } = props;
  return (
    <Banner tone="error" title={title} detail={problem.detail}>
      {problem.message} {nextStep(problem)} {children}
    </Banner>
  );
}

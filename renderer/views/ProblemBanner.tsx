import { type ReactNode, useEffect } from 'react';
import type { Problem } from '../../app/problem.ts';
import { nextStep } from '../problems.ts';
import { useSession } from '../session.tsx';
import { Banner } from '../ui/Banner.tsx';

interface ProblemBannerProps {
  readonly title: string;
  readonly problem: Problem;
  /** More words. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Says where something was asked for why it failed and what to do. */
export function ProblemBanner({ title, problem, children, actions }: ProblemBannerProps): ReactNode {
  const { notices } = useSession();
  useEffect(() => notices.told(title, problem), [notices, title, problem]);
  return (
    <Banner tone="error" title={title} detail={problem.detail} actions={actions}>
      {problem.message} {nextStep(problem)} {children}
    </Banner>
  );
}

import { type ReactNode, useEffect } from 'react';
import type { Problem } from '../../../app/rpc/problem.ts';
import { offerShells } from '../../commands/sessions.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Offer } from '../../stores/shown/notices.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Banner } from '../../ui/display/Banner.tsx';
import { detailOf, nextStep, said } from '../../words/problems.ts';

interface ProblemBannerProps {
  readonly title: string;
  readonly problem: Problem;
  /** More words. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Says where something was asked for why it failed and what to do. */
export function ProblemBanner({ title, problem, children, actions }: ProblemBannerProps): ReactNode {
  const session = useSession();
  const { notices } = session;
  const offer = offerShells(problem, session);
  useEffect(() => notices.told(title, problem), [notices, title, problem]);
  return (
    <Banner
      tone="error"
      title={title}
      detail={detailOf(problem)}
      actions={actions ?? (offer && <Offered offer={offer} />)}
    >
      {said(problem)} {nextStep(problem)} {children}
    </Banner>
  );
}

/** The step that leads on. */
function Offered({ offer }: { offer: Offer }): ReactNode {
  return (
    <Button size="sm" onClick={() => offer.run()}>
      {offer.label}
    </Button>
  );
}

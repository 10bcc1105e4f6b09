import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../app/engine.ts';
import { toProblem } from '../../app/problem.ts';
import { useEngine, useSession } from '../session.tsx';
import { Button } from '../ui/Button.tsx';
import css from './TourMark.module.css';

/**
 * Says that the window looks at the tour's engine, and leads out of it: to the first real engine that is known. An address
 * with `?tour` leads out at once.
 */
export function TourMark(): ReactNode {
  const session = useSession();
  const engine = useEngine();
  const list = useStore(session.engine, ({ list }) => list);
  const isTour = engine !== undefined && isOfTour(engine);

  const end = async () => {
    const other = list?.engines.find((one) => one.id !== engine?.id && !isOfTour(one));
    if (!other) {
      session.notices.fail('The tour goes on', {
        code: 'not-found',
        message: 'There is no other engine on this machine yet.',
        nextStep: 'Start Docker or Podman, load this page again, then end the tour.',
      });
      return;
    }
    try {
      await session.select(other.id);
      session.notices.succeed(`The tour has ended: this window looks at ${other.name} now`);
    } catch (error) {
      session.notices.fail('Ending the tour failed', toProblem(error));
    }
  };
  const endIfAsked = useEffectEvent(() => {
    const { search, hash, pathname } = window.location;
    if (!new URLSearchParams(search).has('tour')) return;
    // Once: whoever comes back to the tour by the engine's menu stays.
    window.history.replaceState(null, '', pathname + hash);
    void end();
  });
  useEffect(() => {
    if (isTour) endIfAsked();
  }, [isTour]);

  if (!isTour) return undefined;
  return (
    <section className={css['mark']} aria-label="Tour">
      <span className={css['name']}>Tour</span>
      <span className={css['text']}>A script plays the engine: everything answers, nothing runs.</span>
      <Button onClick={() => void end()}>End the tour</Button>
    </section>
  );
}

function isOfTour({ status }: EngineState): boolean {
  return status.kind === 'connected' && status.version.product === 'Tour';
}

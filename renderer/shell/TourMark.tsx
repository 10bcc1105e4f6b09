import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../../app/engines/engine.ts';
import { cause, toProblem } from '../../app/rpc/problem.ts';
import { useEngine, useSession } from '../hooks/session.tsx';
import { Button } from '../ui/controls/Button.tsx';
import { words } from '../words/words.ts';
import css from './TourMark.module.css';

const text = words.shell.tour;

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
      session.notices.fail(text.goesOn, {
        code: 'not-found',
        ...cause('no-other-engine'),
      });
      return;
    }
    try {
      await session.select(other.id);
      session.notices.succeed(text.ended({ engine: other.name }));
    } catch (error) {
      session.notices.fail(text.endFailed, toProblem(error));
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
    <section className={css['mark']} aria-label={text.title}>
      <span className={css['name']}>{text.title}</span>
      <span className={css['text']}>{text.text}</span>
      <Button onClick={() => void end()}>{text.end}</Button>
    </section>
  );
}

function isOfTour({ status }: EngineState): boolean {
  return status.kind === 'connected' && status.version.product === 'Tour';
}

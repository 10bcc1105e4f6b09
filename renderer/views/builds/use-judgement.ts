import { useEffect, useState } from 'react';
import { mostChecked } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engine.ts';
import { useEngine, useSession } from '../../session.tsx';
import type { Judgement } from './judged.ts';

/** How long typing must rest before a builder is asked, in ms. */
const rest = 400;

/**
 * What the selected engine's builder says to a Dockerfile's text, a moment after the last edit; until then what it said
 * before. Undefined where no builder judges. An edit cancels the question that is under way.
 */
export function useJudgement(text: string | undefined): Judgement | undefined {
  const { link } = useSession();
  const engine = useEngine();
  const id = engine?.status.kind === 'connected' ? engine.id : undefined;
  const [last, setLast] = useState<Judgement & { readonly engine: EngineId }>();
  const isAsked = text !== undefined && text.length <= mostChecked;
  useEffect(() => {
    if (id === undefined || !isAsked) return;
    const stop = new AbortController();
    const ask = async () => {
      const checks = await link.ask(({ builds }) => builds.check({ engine: id, text }, { signal: stop.signal }));
      if (!stop.signal.aborted) setLast(checks && { engine: id, text, checks });
    };
    // What was said before may be mended by now; the next edit asks again.
    const forget = () => {
      if (!stop.signal.aborted) setLast(undefined);
    };
    const timer = setTimeout(() => void ask().catch(forget), rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [link, id, text, isAsked]);
  return isAsked && last?.engine === id ? last : undefined;
}

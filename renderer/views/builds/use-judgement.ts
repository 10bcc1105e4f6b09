import { useEffect, useState } from 'react';
import { mostChecked } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engine.ts';
import { useEngine, useSession } from '../../session.tsx';
import type { Judgement } from './judged.ts';

/** How long typing must rest before a builder is asked, in ms. */
const rest = 400;

/**
 * What the selected engine's builder says to the Dockerfile at an absolute path, a moment after the last edit; until then
 * what it said before. Undefined where no builder judges. An edit cancels the question that is under way. Whoever uses
 * this is drawn anew for an answer, not for an edit.
 */
export function useJudgement(path: string): Judgement | undefined {
  const { documents, link } = useSession();
  const engine = useEngine();
  const id = engine?.status.kind === 'connected' ? engine.id : undefined;
  const [last, setLast] = useState<Judgement & { readonly engine: EngineId }>();
  useEffect(() => {
    if (id === undefined) return;
    let edited = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before: string | undefined;
    const ask = async (text: string, signal: AbortSignal) => {
      const checks = await link.ask(({ builds }) => builds.check({ engine: id, text }, { signal }));
      if (!signal.aborted) setLast(checks && { engine: id, text, checks });
    };
    const cancel = () => {
      clearTimeout(timer);
      edited.abort();
    };
    const look = () => {
      const text = documents.state.getState().get(path)?.document?.text;
      if (text === before) return;
      before = text;
      cancel();
      if (text === undefined || text.length > mostChecked) {
        setLast(undefined);
        return;
      }
      edited = new AbortController();
      const { signal } = edited;
      // What was said before may be mended by now; the next edit asks again.
      const forget = () => {
        if (!signal.aborted) setLast(undefined);
      };
      timer = setTimeout(() => void ask(text, signal).catch(forget), rest);
    };
    look();
    const end = documents.state.subscribe(look);
    return () => {
      end();
      cancel();
    };
  }, [documents, link, id, path]);
  return last?.engine === id ? last : undefined;
}

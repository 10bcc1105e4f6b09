import { useEffect, useState } from 'react';
import { type DockerfileQuestion, mostChecked } from '../../../app/builds.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { useSession } from '../../hooks/session.tsx';
import { createAnswer } from '../../stores/link/answer.ts';
import type { Judgement } from './judged.ts';

/** How long typing must rest before a builder is asked, in ms. */
const rest = 400;

/** What a build is given beside its Dockerfile; the same object as long as it is the same. */
export interface GivenToBuild {
  /** Absolute path of the ignore file. */
  readonly ignore: string;
  readonly args: Readonly<Record<string, string>>;
  /** The engine that builds, while it is connected. */
  readonly engine: EngineId | undefined;
}

/**
 * What the builder of the engine that builds says to the Dockerfile at an absolute path, a moment after the last edit; until then
 * what it said before. Undefined where no builder judges. An edit, also of the ignore file, cancels the question that is
 * under way. Whoever uses this is drawn anew for an answer, not for an edit.
 */
export function useJudgement(path: string, { ignore, args, engine: id }: GivenToBuild): Judgement | undefined {
  const { documents, link } = useSession();
  const [last, setLast] = useState<Judgement & { readonly engine: EngineId }>();
  useEffect(() => documents.open(ignore), [documents, ignore]);
  useEffect(() => {
    if (id === undefined) return;
    const said = createAnswer<(Judgement & { readonly engine: EngineId }) | undefined>(link);
    // What was said before may be mended by now, but nobody can tell.
    said.state.subscribe(({ answer, problem, loading }) => {
      if (!loading) setLast(problem ? undefined : answer);
    });
    let cancel: Stop = () => undefined;
    let before: DockerfileQuestion | undefined;
    const textOf = (path: string) => documents.state.getState().get(path)?.document?.text;
    const ask = (file: DockerfileQuestion): Stop =>
      said.ask(async ({ builds }, signal) => {
        const checks = await builds.check({ engine: id, file }, { signal });
        return checks && { engine: id, text: file.text, checks };
      });
    const look = () => {
      const [text, ignored] = [textOf(path), textOf(ignore) ?? ''];
      if (text === before?.text && ignored === (before?.ignore ?? '')) return;
      cancel();
      if (text === undefined || text.length > mostChecked || ignored.length > mostChecked) {
        before = undefined;
        setLast(undefined);
        return;
      }
      const file = { text, args, ...(ignored === '' ? {} : { ignore: ignored }) };
      before = file;
      let stop: Stop = () => undefined;
      const timer = setTimeout(() => {
        stop = ask(file);
      }, rest);
      cancel = () => {
        clearTimeout(timer);
        stop();
      };
    };
    look();
    const end = documents.state.subscribe(look);
    return () => {
      end();
      cancel();
    };
  }, [documents, link, id, path, ignore, args]);
  return last?.engine === id ? last : undefined;
}

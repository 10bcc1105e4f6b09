import { useEffect, useState } from 'react';
import type { ForecastLine } from '../../../../app/build/forecasts.ts';
import { type BuildRecord, type ForecastQuestion, mostChecked } from '../../../../app/builds.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { useSession } from '../../../hooks/session.tsx';
import { createAnswer } from '../../../stores/link/answer.ts';
import { joinPath } from '../../folders/paths.ts';

/** How long typing must rest before it is foretold anew, in ms. */
const rest = 400;

interface Foreseen {
  /** The engine that builds, while it is connected. */
  readonly engine: EngineId | undefined;
  /** Absolute path of the ignore file. */
  readonly ignore: string;
  /** The same object as long as it is the same. */
  readonly args: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly dockerfile: string;
  readonly target: string | undefined;
  readonly noCache: boolean;
  readonly pull: boolean;
  /** '' for the engine's own. */
  readonly platform: string;
  /** Stages that are made anew, with spaces between. */
  readonly anew: string;
  /** The build that was last. */
  readonly record: BuildRecord | undefined;
}

/**
 * What the next build will do with each instruction, a moment after the last edit; empty while one runs, and where nothing
 * can be foretold. Asked again when a build ended and when somebody comes back to the window, as files changed elsewhere.
 */
export function useForecast(of: Foreseen): readonly ForecastLine[] {
  const { engine, folder, dockerfile, ignore, args, target, noCache, pull, platform, anew, record } = of;
  const { documents, link } = useSession();
  const [lines, setLines] = useState<readonly ForecastLine[]>([]);
  const last = record && record.state !== 'running' ? record.id : undefined;
  useEffect(() => {
    if (engine === undefined || last === undefined) return;
    const said = createAnswer<readonly ForecastLine[] | undefined>(link);
    said.state.subscribe(({ answer, problem, loading }) => {
      if (!loading) setLines(problem ? [] : (answer ?? []));
    });
    let cancel: Stop = () => undefined;
    let before = '';
    const textOf = (path: string) => documents.state.getState().get(path)?.document?.text;
    const ask = (again: boolean) => {
      const text = textOf(joinPath(folder, dockerfile));
      const ignored = textOf(ignore) ?? '';
      const now = `${text ?? ''}\0${ignored}`;
      if (now === before && !again) return;
      before = now;
      cancel();
      if (text === undefined || text.length > mostChecked || ignored.length > mostChecked) return setLines([]);
      const question: ForecastQuestion = {
        engine,
        folder,
        dockerfile,
        args,
        noCache,
        pull,
        text,
        ignore: ignored,
        ...(target === undefined ? {} : { target }),
        ...(platform === '' ? {} : { platform }),
        ...(anew === '' ? {} : { noCacheStages: anew.split(' ') }),
      };
      let stop: Stop = () => undefined;
      const timer = setTimeout(() => {
        stop = said.ask(({ builds }, signal) => {
          return builds.forecast(question, { signal });
        });
      }, rest);
      cancel = () => {
        clearTimeout(timer);
        stop();
      };
    };
    ask(true);
    const onBack = () => ask(true);
    const end = documents.state.subscribe(() => ask(false));
    window.addEventListener('focus', onBack);
    return () => {
      end();
      window.removeEventListener('focus', onBack);
      cancel();
      setLines([]);
    };
  }, [documents, link, engine, folder, dockerfile, ignore, args, target, noCache, pull, platform, anew, last]);
  return lines;
}

import type { ForecastLine, ForecastScore } from '../../../../app/build/forecasts.ts';
import type { BuildOrder, BuildRecord } from '../../../../app/builds.ts';
import type { Engine } from '../../../engine/engine.ts';
import { readIgnoreText } from '../ignore/ignore-file.ts';
import type { Forecasts } from './forecasts.ts';
import { scoreOf } from './score.ts';

/** The forecast of a build that runs. */
export interface Foretold {
  /** How it did, by the record of how the build ended; undefined where there is none, or none in time. Remembers that build. */
  end(record: BuildRecord): ForecastScore | undefined;
}

/** Foretells a build as it begins; the build waits for nothing of it. */
export function foretell(
  forecasts: Forecasts,
  order: BuildOrder,
  text: string,
  engine: Engine,
  signal: AbortSignal,
): Foretold {
  let lines: readonly ForecastLine[] | undefined;
  void readIgnoreText(order.folder, order.dockerfile)
    .then((ignore) => forecasts.ask({ ...order, text, ignore }, engine, signal))
    .then(
      (found) => {
        lines = found;
      },
      // The build is made all the same.
      () => undefined,
    );
  return {
    end: (record) => {
      forecasts.remember(order, text, record, engine);
      return lines && scoreOf(lines, record.steps);
    },
  };
}

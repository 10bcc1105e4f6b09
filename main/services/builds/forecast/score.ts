import type { ForecastLine, ForecastScore } from '../../../../app/build/forecasts.ts';
import type { BuildStep } from '../../../../app/builds.ts';

const mostWrong = 20;

/** How a forecast did: what the steps of the build did that it was about. A step that never came to run says nothing. */
export function scoreOf(lines: readonly ForecastLine[], steps: readonly BuildStep[]): ForecastScore {
  const did = new Map<number, 'cached' | 'runs'>();
  for (const { line, number, state, cached } of steps) {
    if (line === undefined || number === undefined || state === 'waiting' || state === 'cancelled') continue;
    if (!cached || !did.has(line)) did.set(line, cached ? 'cached' : 'runs');
  }
  const known = lines.filter(({ line }) => did.has(line));
  const wrong = known.flatMap(({ line, verdict }) =>
    verdict === 'unknown' || verdict === did.get(line) ? [] : [{ line, said: verdict }],
  );
  const unknown = known.filter(({ verdict }) => verdict === 'unknown').length;
  return { right: known.length - wrong.length - unknown, unknown, wrong: wrong.slice(0, mostWrong) };
}

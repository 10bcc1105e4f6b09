import { partsOf } from '../stages.ts';
import type { Dockerfile } from '../types.ts';
import { baseAdvice } from './bases.ts';
import { commandAdvice } from './commanding.ts';
import { copyAdvice } from './copying.ts';
import { languageAdvice } from './languages.ts';
import { packageAdvice } from './packages.ts';
import { silencedIn } from './silence.ts';
import { viewsOf } from './stage-view.ts';
import type { Advice } from './types.ts';

/** Stages that are looked at; no file that people write has more. */
const mostStages = 100;
/** Pieces of advice; who gets more takes the first ones first. */
const mostAdvice = 200;

/**
 * What would be better in a Dockerfile that builds, in the order of the text, without what the file silences. Takes time in
 * proportion to the file.
 */
export function adviceOn(file: Dockerfile): readonly Advice[] {
  const silenced = silencedIn(file);
  if (silenced.has('all')) return [];
  const views = viewsOf(file, partsOf(file).stages.slice(0, mostStages));
  return [
    ...baseAdvice(views),
    ...views.flatMap((stage) => [
      ...copyAdvice(stage),
      ...commandAdvice(stage),
      ...packageAdvice(stage),
      ...languageAdvice(stage),
    ]),
  ]
    .filter(({ rule }) => !silenced.has(rule.toLowerCase()))
    .sort((a, b) => a.from - b.from)
    .slice(0, mostAdvice);
}

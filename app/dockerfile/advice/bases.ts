import type { Stage } from '../stages.ts';
import { stageNamed } from '../stages.ts';
import { blankWords } from '../words.ts';
import type { StageView } from './stage-view.ts';
import type { Advice } from './types.ts';

/** What is said of the images that stages start from, and of who their programs run as. */
export function baseAdvice(views: readonly StageView[]): readonly Advice[] {
  const ships = views.at(-1);
  return [...views.flatMap((view) => pinAdvice(view, views)), ...(ships ? rootAdvice(ships) : [])];
}

function pinAdvice({ base, index }: StageView, stages: readonly Stage[]): readonly Advice[] {
  // A variable may hold anything.
  if (!base || base.text.includes('$') || base.text.toLowerCase() === 'scratch') return [];
  if (stageNamed(stages, base.text, index)) return [];
  const name = base.text.slice(base.text.lastIndexOf('/') + 1);
  const tag = name.includes(':') ? name.slice(name.indexOf(':') + 1) : 'latest';
  if (name.includes('@') || tag !== 'latest') return [];
  return [{ rule: 'BaseNotPinned', subject: base.text, from: base.from, to: base.to }];
}

/** Images that set a user of their own say so in their names. */
const knownUser = /nonroot|non-root|unprivileged|rootless/i;

function rootAdvice({ line, from, base, instructions }: StageView): readonly Advice[] {
  const all = line.toReversed().flatMap((stage) => stage.instructions);
  const runs = all.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT');
  if (!runs || line.some((stage) => stage.base && knownUser.test(stage.base.text))) return [];
  const user = all.findLast(({ keyword }) => keyword === 'USER');
  const name = user && (blankWords(user)[0]?.text ?? '').replace(/:.*$/s, '');
  if (name !== undefined && name !== 'root' && name !== '0') return [];
  const place = user && instructions.includes(user) ? user : from;
  return [{ rule: 'RunsAsRoot', subject: base?.text ?? '', from: place.from, to: place.to }];
}

import { partsOf, type Stage, stageNamed } from './stages.ts';
import type { Dockerfile, Flag, Range } from './types.ts';

/** The stage that stands at an offset: what a FROM starts from, or a COPY or a mount takes files from. */
export function stageAt(file: Dockerfile, offset: number): Stage | undefined {
  const { stages } = partsOf(file);
  const here = stages.findLast(({ from }) => from.from <= offset);
  if (!here) return undefined;
  if (here.base && isAt(here.base, offset)) return stageNamed(stages, here.base.text, here.index);
  const instruction = here.instructions.find((each) => isAt(each, offset));
  for (const { flags, keyword } of [instruction, instruction?.trigger].filter((each) => each !== undefined)) {
    const flag = flags.find((each) => isAt(each, offset));
    const name = flag && sourceOf(keyword, flag);
    const stage = name === undefined ? undefined : stageNamed(stages, name, here.index);
    if (stage) return stage;
  }
  return undefined;
}

function sourceOf(keyword: string, { name, value = '' }: Flag): string | undefined {
  if (keyword === 'COPY' && name === 'from') return value;
  if (keyword !== 'RUN' || name !== 'mount') return undefined;
  return /(?:^|,)from=([^,]+)/i.exec(value)?.[1];
}

function isAt({ from, to }: Range, offset: number): boolean {
  return from <= offset && offset <= to;
}

/** Whether an offset is in a here-document, where no word of the Dockerfile's own stands. */
export function isInHeredoc({ instructions }: Dockerfile, offset: number): boolean {
  return instructions.some(({ heredocs }) => heredocs.some(({ body }) => body.from <= offset && offset < body.to));
}

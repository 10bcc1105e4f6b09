import type { Dockerfile, Flag, Instruction, Word } from './types.ts';
import { blankWords } from './words.ts';

/** A stage: one `FROM` with what follows it. */
export interface Stage {
  /** From 0. */
  readonly index: number;
  /** After `AS`, as written. */
  readonly name?: string;
  /** What it starts from, as written; absent where the line is unfinished. */
  readonly base?: Word;
  readonly platform?: Flag;
  readonly from: Instruction;
  /** Those after `FROM`. */
  readonly instructions: readonly Instruction[];
}

/** The parts of a file: what comes before the first `FROM`, and its stages. */
export interface Parts {
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** Splits a file at its `FROM`s. */
export function partsOf({ instructions }: Dockerfile): Parts {
  const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  return {
    globals: instructions.slice(0, starts[0] ?? instructions.length),
    stages: starts.flatMap((start, index) => {
      const from = instructions[start];
      return from ? [stageOf(from, index, instructions.slice(start + 1, starts[index + 1]))] : [];
    }),
  };
}

/** The longest `FROM` that is looked into, in characters: no image and stage have longer names. */
const longestFrom = 100_000;

function stageOf(from: Instruction, index: number, instructions: readonly Instruction[]): Stage {
  const [base, as, name] = from.rest.length > longestFrom ? [] : blankWords(from);
  const platform = from.flags.find((flag) => flag.name === 'platform');
  return {
    index,
    ...(base ? { base } : {}),
    ...(name && as?.text.toUpperCase() === 'AS' ? { name: name.text } : {}),
    ...(platform ? { platform } : {}),
    from,
    instructions,
  };
}

/** The stage that another instruction means by a name or a number, if one before `before` is that. */
export function stageNamed(stages: readonly Stage[], name: string, before: number): Stage | undefined {
  const earlier = stages.slice(0, before);
  const named = earlier.findLast((stage) => stage.name?.toLowerCase() === name.toLowerCase());
  return named ?? (/^\d{1,6}$/.test(name) ? earlier[Number(name)] : undefined);
}

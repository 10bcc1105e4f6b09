import { isBlank } from './chars.ts';
import { readDockerfile } from './read.ts';
import type { Instruction } from './types.ts';

/** What the name of a thing outside of a Dockerfile stands for. */
export interface Naming {
  readonly kind: 'image' | 'path';
  /** Where the name begins. */
  readonly from: number;
  /** What of it stands before the offset. */
  readonly typed: string;
}

/** The name that is being typed at an offset: the image of a FROM, or a path of the context that COPY or ADD takes. */
export function namingAt(text: string, offset: number): Naming | undefined {
  const instruction = instructionAt(text, offset);
  if (!instruction || offset <= instruction.keywordRange.to) return undefined;
  let from = offset;
  while (from > instruction.keywordRange.to && !endsWord(text.charCodeAt(from - 1))) from -= 1;
  const typed = text.slice(from, offset);
  if (/^(--|["'[$])/.test(typed)) return undefined;
  const before = text.slice(instruction.keywordRange.to, from);
  if (instruction.keyword === 'FROM') return isFlagsOnly(before) ? { kind: 'image', from, typed } : undefined;
  const takes = instruction.keyword === 'COPY' || instruction.keyword === 'ADD';
  const isElsewhere = instruction.flags.some(({ name }) => name === 'from') || typed.includes('://');
  return takes && !isElsewhere && !/[[<]/.test(before) ? { kind: 'path', from, typed } : undefined;
}

function instructionAt(text: string, offset: number): Instruction | undefined {
  // Blanks at the end of an instruction are no part of it, and what is typed next is.
  return readDockerfile(text).instructions.find(({ from, to, heredocs }) => {
    return heredocs.length === 0 && from <= offset && offset <= to + text.slice(to).search(/[^ \t]|$/);
  });
}

function endsWord(code: number): boolean {
  return isBlank(code) || code === 10 || code === 13;
}

function isFlagsOnly(words: string): boolean {
  return words.split(/\s+/).every((word) => word === '' || word === '\\' || word.startsWith('--'));
}

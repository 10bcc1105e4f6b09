import { Refusal } from './world.ts';

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals. */
  readonly word: string;
  /** What comes after it. */
  readonly words: readonly string[];
  /** On one line, arguments filled in. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

const known = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
);

/** The instructions of a Dockerfile, or a refusal in the engine's words. */
export function instructionsOf(text: string, args: Readonly<Record<string, string>>): Instruction[] {
  const found: Instruction[] = [];
  const values = new Map<string, string>();
  for (const { line, number } of logicalLines(text)) {
    const [first = '', ...words] = line.split(/\s+/);
    const word = first.toUpperCase();
    if (!known.has(word)) throw new Refusal(400, `dockerfile parse error line ${number}: unknown instruction: ${word}`);
    if (words.length === 0)
      throw new Refusal(400, `dockerfile parse error line ${number}: ${word} requires at least one argument`);
    const [name = '', ...preset] = (words[0] ?? '').split('=');
    if (word === 'ARG') values.set(name, args[name] ?? preset.join('='));
    const filled = word === 'FROM' || word === 'LABEL' ? fill(line, values) : line;
    found.push({ word, words: filled.split(/\s+/).slice(1), text: filled.replace(first, word), line: number });
  }
  return found;
}

function fill(line: string, values: ReadonlyMap<string, string>): string {
  return line.replace(
    /\$\{?(\w+)(?::-([^}]*))?\}?/g,
    (whole, name: string, otherwise?: string) => values.get(name) || (otherwise ?? whole),
  );
}

/** Lines without comments, continued ones joined; a here-document belongs to its instruction. */
function logicalLines(text: string): { readonly line: string; readonly number: number }[] {
  const lines: { line: string; number: number }[] = [];
  let open: { line: string; number: number } | undefined;
  let until: string | undefined;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (until !== undefined) {
      if (raw.trim() === until) until = undefined;
      continue;
    }
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const more = line.endsWith('\\');
    const part = more ? line.slice(0, -1).trim() : line;
    open = open ? { ...open, line: `${open.line} ${part}` } : { line: part, number: at + 1 };
    if (more) continue;
    until = /<<-?["']?(\w+)/.exec(open.line)?.[1];
    lines.push(open);
    open = undefined;
  }
  return open ? [...lines, open] : lines;
}

/** The stages in order, up to a target. What comes before the first FROM belongs to the first. */
export function stagesOf(instructions: readonly Instruction[], target: string | undefined): Instruction[][] {
  const stages: Instruction[][] = [];
  for (const instruction of instructions) {
    if (instruction.word === 'FROM') stages.push([instruction]);
    else if (stages.length > 0) stages.at(-1)?.push(instruction);
  }
  if (target === undefined) return stages;
  const at = stages.findIndex(([from]) => new RegExp(` AS ${target}$`, 'i').test(from?.text ?? ''));
  if (at < 0) throw new Refusal(400, `failed to reach build target ${target} in Dockerfile`);
  return stages.slice(0, at + 1);
}

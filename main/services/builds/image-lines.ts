import type { ResolvedFile } from '../../../app/dockerfile/resolve.ts';
import { stageNamed } from '../../../app/dockerfile/stages.ts';
import type { Instruction } from '../../../app/dockerfile/types.ts';
import { blankWords } from '../../../app/dockerfile/words.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';

/** On which lines a file asks for images and sources. Lines count from 1. */
export class ImageLines {
  readonly #lines = new Map<string, number>();

  constructor({ file, resolved, stages }: ResolvedFile) {
    for (const { stage, base, parent } of resolved) {
      if (stage.base) this.#add(`written ${stage.base.text}`, stage.from.line);
      if (base !== undefined && !parent) for (const key of keysOf(base)) this.#add(key, stage.from.line);
    }
    for (const { instructions, index } of stages) {
      for (const instruction of instructions) {
        for (const name of sourceImages(instruction)) {
          const isStage = stageNamed(stages, name, index) !== undefined;
          if (!isStage) for (const key of keysOf(name)) this.#add(key, instruction.line);
        }
        for (const url of urlsOf(instruction)) this.#add(`url ${url}`, instruction.line);
      }
    }
    const syntax = file.directives.find(({ name }) => name === 'syntax');
    if (syntax) for (const key of keysOf(syntax.value.split(' ')[0] ?? '')) this.#add(`frontend ${key}`, syntax.line);
  }

  /** The first line that asks for an image, by any of its names. */
  ofImage(reference: string): number | undefined {
    return this.#find(keysOf(reference));
  }

  /** The line of `# syntax=` for that image. */
  ofFrontend(reference: string): number | undefined {
    return this.#find(keysOf(reference).map((key) => `frontend ${key}`));
  }

  /** The first line that adds what is at a URL. */
  ofUrl(url: string): number | undefined {
    return this.#lines.get(`url ${url}`);
  }

  /** The first stage whose base is written so. */
  ofWrittenBase(text: string): number | undefined {
    return this.#lines.get(`written ${text}`);
  }

  #find(keys: readonly string[]): number | undefined {
    const found = keys.find((key) => this.#lines.has(key));
    return found === undefined ? undefined : this.#lines.get(found);
  }

  #add(key: string, line: number): void {
    if (!this.#lines.has(key)) this.#lines.set(key, line);
  }
}

/** What tells an image: all of it; without its digest, which a builder adds; and as it is written, for what names none. */
function keysOf(reference: string): readonly string[] {
  const parsed = parseReference(reference.slice(0, 600));
  const bare = reference.replace(/@[a-z0-9]+:[0-9a-f]*$/, '');
  if (isFault(parsed)) return bare === reference ? [`as ${reference}`] : [`as ${reference}`, ...keysOf(bare)];
  const { domain, path, tag, digest } = parsed;
  const name = `image ${domain}/${path}`;
  return [
    ...(digest === undefined ? [] : [`${name}@${digest}`]),
    ...(digest !== undefined && tag === undefined ? [] : [`${name}:${tag ?? 'latest'}`]),
  ];
}

/** The images and stages that an instruction takes files from. */
export function sourceImages(instruction: Instruction): readonly string[] {
  const { keyword, flags } = instruction;
  if (keyword === 'COPY') return flags.flatMap(({ name, value }) => (name === 'from' && value ? [value] : []));
  if (keyword !== 'RUN') return [];
  return flags.flatMap(({ name, value = '' }) => {
    if (name !== 'mount') return [];
    return value.split(',').flatMap((field) => (/^from=./i.test(field) ? [field.slice('from='.length)] : []));
  });
}

function urlsOf(instruction: Instruction): readonly string[] {
  if (instruction.keyword !== 'ADD') return [];
  const words = instruction.json ?? blankWords(instruction).map(({ text }) => text);
  return words.filter((word) => /^(https?|git|ssh):|^git@/.test(word));
}

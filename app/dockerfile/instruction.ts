import { cause } from '../rpc/problem.ts';
import { afterSpaces, isBlank } from './chars.ts';
import { sourceOffset, sourceRange } from './positions.ts';
import type { Flag, Heredoc, Instruction, JoinedLine, Range, ReadFault } from './types.ts';
import { readFlags } from './words.ts';

/** The instructions that take a list in JSON as their words. */
const takeJson = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME', 'HEALTHCHECK']);

/** An instruction in `[begin, end)` of a joined line. What follows its keyword is read when it is asked for. */
export class JoinedInstruction implements Instruction {
  readonly joined: JoinedLine;
  readonly keyword: string;
  readonly from: number;
  /** These three are set once its here-documents are read. */
  to: number;
  endLine: number;
  heredocs: readonly Heredoc[] = none;
  readonly #begin: number;
  readonly #end: number;
  readonly #keywordEnd: number;
  #words: { readonly flags: readonly Flag[]; readonly restAt: number; readonly rest: string } | undefined;
  #json: { readonly list: readonly string[] | undefined } | undefined;
  #trigger: Instruction | undefined;

  constructor(joined: JoinedLine, begin: number, end: number) {
    const { text } = joined;
    let keywordEnd = begin;
    while (keywordEnd < end && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd += 1;
    this.joined = joined;
    this.keyword = text.slice(begin, keywordEnd).toUpperCase();
    this.from = sourceOffset(joined, begin);
    this.to = sourceOffset(joined, end - 1) + 1;
    this.endLine = joined.endLine;
    this.#begin = begin;
    this.#end = end;
    this.#keywordEnd = keywordEnd;
  }

  get line(): number {
    return this.joined.line;
  }

  get codeEndLine(): number {
    return this.joined.endLine;
  }

  get code(): string {
    return this.joined.text.slice(this.#begin, this.#end);
  }

  get keywordRange(): Range {
    return sourceRange(this.joined, this.#begin, this.#keywordEnd);
  }

  get flags(): readonly Flag[] {
    return this.#read().flags;
  }

  get rest(): string {
    return this.#read().rest;
  }

  get restAt(): number {
    return this.#read().restAt;
  }

  get json(): readonly string[] | undefined {
    if (!takeJson.has(this.keyword) || !this.joined.text.includes('[')) return undefined;
    this.#json ??= { list: stringsIn(listOf(this)) };
    return this.#json.list;
  }

  get trigger(): Instruction | undefined {
    // A trigger of a trigger is refused.
    if (this.keyword !== 'ONBUILD' || this.#begin > afterSpaces(this.joined.text, 0) || this.rest === '')
      return undefined;
    this.#trigger ??= new JoinedInstruction(this.joined, this.restAt, this.#end);
    return this.#trigger;
  }

  #read(): { readonly flags: readonly Flag[]; readonly restAt: number; readonly rest: string } {
    if (this.#words) return this.#words;
    const { text } = this.joined;
    const { flags, restAt } = readFlags(this.joined, {
      text: text.slice(this.#keywordEnd, this.#end),
      at: this.#keywordEnd,
    });
    const start = afterSpaces(text, restAt, this.#end);
    this.#words = { flags, restAt: start, rest: text.slice(start, this.#end) };
    return this.#words;
  }
}

const none: readonly Heredoc[] = [];

/** What may be a list in JSON; HEALTHCHECK has a word before it. */
function listOf({ keyword, rest }: Instruction): string {
  const list = keyword === 'HEALTHCHECK' ? rest.replace(/^\S+\s*/, '') : rest;
  return list.startsWith('[') && list.endsWith(']') ? list : '';
}

function stringsIn(list: string): readonly string[] | undefined {
  const parsed = parsedList(list);
  return parsed?.every((word) => typeof word === 'string') ? parsed : undefined;
}

function parsedList(list: string): readonly unknown[] | undefined {
  if (list === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(list);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** A list in JSON may hold strings only; what is no JSON at all is a command for a shell. */
export function jsonFaults(instruction: Instruction): ReadFault[] {
  const { keyword, json, joined, rest, restAt } = instruction;
  if (json || !takeJson.has(keyword) || !parsedList(listOf(instruction))) return [];
  return [{ ...sourceRange(joined, restAt, restAt + rest.length), cause: cause('list-not-strings') }];
}

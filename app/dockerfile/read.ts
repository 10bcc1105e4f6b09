import { afterSpaces, beforeSpaces, isBlank } from './chars.ts';
import { Directives } from './directives.ts';
import { heredocSigns } from './heredoc.ts';
import { lineStartsOf, sourceOffset, sourceRange } from './positions.ts';
import type { Dockerfile, Escape, Heredoc, Instruction, JoinedLine, Range, ReadFault } from './types.ts';
import { readFlags } from './words.ts';

/**
 * Reads a Dockerfile by BuildKit's rules. Nothing throws, whatever it is: what builders refuse is among the faults, and
 * the rest is read as it stands. Takes time in proportion to the text.
 */
export function readDockerfile(text: string): Dockerfile {
  return new Reader(text).read();
}

/** What `# …` lines, quotes and all may be in a list that must be JSON. */
const jsonForms = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'RUN', 'SHELL', 'VOLUME', 'HEALTHCHECK']);
const withHeredocs = new Set(['ADD', 'COPY', 'RUN']);

class Reader {
  readonly #text: string;
  readonly #lineStarts: readonly number[];
  readonly #directives = new Directives();
  readonly #instructions: Instruction[] = [];
  readonly #comments: Range[] = [];
  readonly #faults: ReadFault[] = [];
  /** The index of the line that is read next. */
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lineStarts = lineStartsOf(text);
  }

  read(): Dockerfile {
    while (this.#next < this.#lineStarts.length) this.#line();
    return {
      text: this.#text,
      lineStarts: this.#lineStarts,
      escape: this.#directives.escape,
      directives: this.#directives.found,
      instructions: this.#instructions,
      comments: this.#comments,
      faults: [...this.#directives.faults, ...this.#faults],
    };
  }

  #line(): void {
    const index = this.#next;
    const { from, to } = this.#lineAt(index);
    const start = afterSpaces(this.#text, from, to);
    const isDirective = this.#directives.take(this.#text, start, to, index + 1);
    if (start < to && this.#text[start] !== '#') {
      this.#instruction(start);
      return;
    }
    if (start < to && !isDirective) this.#comments.push({ from: start, to });
    this.#next += 1;
  }

  #instruction(start: number): void {
    const joined = this.#join(start);
    const end = beforeSpaces(joined.text, 0);
    const begin = afterSpaces(joined.text, 0, end);
    // A lone escape joins nothing.
    if (begin === end) return;
    const read = readInstruction(joined, begin, end);
    this.#faults.push(...faultsOf(read));
    const heredocs = takesHeredocs(read) ? this.#heredocs(joined) : [];
    const last = heredocs.at(-1);
    const to = last ? this.#lineAt(last.endLine - 1).to : read.to;
    this.#instructions.push({ ...read, heredocs, to, endLine: last?.endLine ?? read.endLine });
  }

  #join(start: number): JoinedLine {
    const { escape } = this.#directives;
    const first = this.#next;
    const pieces: JoinedLine['pieces'][number][] = [];
    const parts: string[] = [];
    let at = 0;
    let hasEmpty = false;
    for (; this.#next < this.#lineStarts.length; this.#next += 1) {
      const line = this.#lineAt(this.#next);
      const from = this.#next === first ? start : line.from;
      const place = afterSpaces(this.#text, line.from, line.to);
      if (this.#next > first) {
        if (this.#text[place] === '#' && place < line.to) {
          this.#comments.push({ from: place, to: line.to });
          continue;
        }
        if (place === line.to) {
          // The text's end is no line of its own.
          hasEmpty ||= this.#next + 1 < this.#lineStarts.length;
          continue;
        }
      }
      const goesOnAt = continuation(this.#text, from, line.to, escape);
      const part = this.#text.slice(from, goesOnAt ?? line.to);
      pieces.push({ at, from, line: this.#next + 1 });
      parts.push(part);
      at += part.length;
      if (goesOnAt === undefined) break;
    }
    const endLine = Math.min(this.#next + 1, this.#lineStarts.length);
    this.#next = endLine;
    return { text: parts.join(''), pieces, line: first + 1, endLine, hasEmpty };
  }

  #heredocs(joined: JoinedLine): Heredoc[] {
    const found: Heredoc[] = [];
    for (const { name, expands, strips, at, length } of heredocSigns(joined.text)) {
      const range = sourceRange(joined, at, at + length);
      const begin = this.#next;
      let ended = false;
      while (this.#next < this.#lineStarts.length && !ended) {
        ended = this.#isEnd(this.#next, name, strips);
        this.#next += 1;
      }
      const endLine = this.#next;
      const bodyFrom = this.#lineStarts[begin] ?? this.#text.length;
      const bodyTo = ended ? (this.#lineStarts[endLine - 1] ?? this.#text.length) : this.#text.length;
      const line = Math.min(begin + 1, endLine);
      found.push({ ...range, name, expands, strips, body: { from: bodyFrom, to: bodyTo }, line, endLine, ended });
      if (!ended) {
        const shown = name.slice(0, 100);
        this.#faults.push({ ...range, message: `Nothing ends this here-document: a line “${shown}” is missing.` });
      }
    }
    return found;
  }

  #isEnd(index: number, name: string, strips: boolean): boolean {
    const { from, to } = this.#lineAt(index);
    let start = from;
    if (strips) while (start < to && this.#text.charCodeAt(start) === 9) start += 1;
    return to - start === name.length && this.#text.startsWith(name, start);
  }

  /** A line without what ends it. */
  #lineAt(index: number): Range {
    const start = this.#lineStarts[index] ?? this.#text.length;
    const next = this.#lineStarts[index + 1];
    let to = next === undefined ? this.#text.length : next - 1;
    while (to > start && this.#text.charCodeAt(to - 1) === 13) to -= 1;
    // A byte order mark is no part of the first line.
    const from = index === 0 && this.#text.charCodeAt(0) === 0xfeff ? 1 : start;
    return { from: Math.min(from, to), to };
  }
}

/** Where the escape stands that makes a line go on; undefined where it ends. An escaped escape is none. */
function continuation(text: string, from: number, to: number, escape: Escape): number | undefined {
  let at = to;
  while (at > from && (text.charCodeAt(at - 1) === 32 || text.charCodeAt(at - 1) === 9)) at -= 1;
  at -= 1;
  if (at < from || text[at] !== escape) return undefined;
  return at > from && text[at - 1] === escape ? undefined : at;
}

/** The instruction that stands in a part of a joined line; its here-documents are not looked for. */
function readInstruction(joined: JoinedLine, begin: number, end: number): Instruction {
  const { text } = joined;
  let keywordEnd = begin;
  while (keywordEnd < end && !isBlank(text.charCodeAt(keywordEnd))) keywordEnd += 1;
  const keyword = text.slice(begin, keywordEnd).toUpperCase();
  const { flags, restAt: flagsEnd } = readFlags(joined, { text: text.slice(keywordEnd, end), at: keywordEnd });
  const restAt = afterSpaces(text, flagsEnd, end);
  const rest = text.slice(restAt, end);
  const json = jsonForms.has(keyword) ? jsonOf(keyword, rest) : undefined;
  const isTrigger = begin > 0 && joined.text.slice(0, begin).trim() !== '';
  const trigger =
    keyword === 'ONBUILD' && rest !== '' && !isTrigger ? readInstruction(joined, restAt, end) : undefined;
  return {
    ...sourceRange(joined, begin, end),
    keyword,
    keywordRange: sourceRange(joined, begin, keywordEnd),
    line: joined.line,
    codeEndLine: joined.endLine,
    endLine: joined.endLine,
    code: text.slice(begin, end),
    flags,
    rest,
    restAt,
    joined,
    ...(json ? { json } : {}),
    heredocs: [],
    ...(trigger ? { trigger } : {}),
  };
}

function jsonOf(keyword: string, rest: string): readonly string[] | undefined {
  const list = keyword === 'HEALTHCHECK' ? rest.replace(/^\S+\s*/, '') : rest;
  if (!list.startsWith('[') || !list.endsWith(']')) return undefined;
  try {
    const parsed: unknown = JSON.parse(list);
    return Array.isArray(parsed) && parsed.every((word) => typeof word === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function takesHeredocs({ keyword, json, trigger }: Instruction): boolean {
  if (keyword === 'ONBUILD') return trigger !== undefined && withHeredocs.has(trigger.keyword) && !trigger.json;
  return withHeredocs.has(keyword) && !json;
}

function faultsOf(instruction: Instruction): ReadFault[] {
  const { keyword, rest, json, joined, restAt } = instruction.trigger ?? instruction;
  if (json || !jsonForms.has(keyword) || !rest.endsWith(']') || !rest.startsWith('[')) return [];
  try {
    JSON.parse(rest);
  } catch {
    return [];
  }
  const from = sourceOffset(joined, restAt);
  return [{ from, to: sourceOffset(joined, restAt + rest.length - 1) + 1, message: 'The list may hold strings only.' }];
}

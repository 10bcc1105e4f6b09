import { cause } from '../rpc/problem.ts';
import { afterSpaces, beforeSpaces } from './chars.ts';
import { Directives } from './directives.ts';
import { type HeredocSign, heredocSigns } from './heredoc.ts';
import { JoinedInstruction, jsonFaults } from './instruction.ts';
import { lineStartsOf, sourceRange } from './positions.ts';
import type { Dockerfile, Escape, Heredoc, Instruction, JoinedLine, JoinedPiece, Range, ReadFault } from './types.ts';

/**
 * Reads a Dockerfile by BuildKit's rules. Nothing throws, whatever it is: what builders refuse is among the faults, and
 * the rest is read as it stands. Takes time in proportion to the text.
 */
export function readDockerfile(text: string): Dockerfile {
  return new Reader(text).read();
}

/** Instructions that are read; an image has room for 127 layers. */
const mostInstructions = 20_000;
const withHeredocs = new Set(['ADD', 'COPY', 'RUN']);

class Reader {
  readonly #text: string;
  readonly #lineStarts: ArrayLike<number>;
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
    while (this.#next < this.#lineStarts.length && this.#instructions.length < mostInstructions) this.#line();
    if (this.#next < this.#lineStarts.length) {
      const from = this.#lineStarts[this.#next] ?? 0;
      this.#faults.push({
        from,
        to: this.#lineAt(this.#next).to,
        cause: cause('instructions-too-many'),
      });
    }
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
    const instruction = new JoinedInstruction(joined, begin, end);
    if (joined.text.includes('[')) this.#faults.push(...jsonFaults(instruction.trigger ?? instruction));
    if (joined.text.includes('<<') && takesHeredocs(instruction)) {
      instruction.heredocs = this.#heredocs(joined);
      const last = instruction.heredocs.at(-1);
      if (last) instruction.endLine = last.endLine;
      if (last) instruction.to = this.#lineAt(last.endLine - 1).to;
    }
    this.#instructions.push(instruction);
  }

  #join(start: number): JoinedLine {
    const { escape } = this.#directives;
    const line = this.#next + 1;
    const { to } = this.#lineAt(this.#next);
    const goesOnAt = continuation(this.#text, start, to, escape);
    this.#next = line;
    if (goesOnAt !== undefined) return this.#joinMore(start, goesOnAt);
    return { text: this.#text.slice(start, to), from: start, pieces: undefined, line, endLine: line, hasEmpty: false };
  }

  #joinMore(start: number, firstEnd: number): JoinedLine {
    const line = this.#next;
    const pieces: JoinedPiece[] = [{ at: 0, from: start, line }];
    const parts = [this.#text.slice(start, firstEnd)];
    let at = firstEnd - start;
    let hasEmpty = false;
    for (let goesOn = true; goesOn && this.#next < this.#lineStarts.length; this.#next += 1) {
      const { from, to } = this.#lineAt(this.#next);
      const place = afterSpaces(this.#text, from, to);
      if (place < to && this.#text[place] === '#') this.#comments.push({ from: place, to });
      // The text's end is no line of its own.
      else if (place === to) hasEmpty ||= this.#next + 1 < this.#lineStarts.length;
      else {
        const end = continuation(this.#text, from, to, this.#directives.escape);
        pieces.push({ at, from, line: this.#next + 1 });
        parts.push(this.#text.slice(from, end ?? to));
        at += (end ?? to) - from;
        goesOn = end !== undefined;
      }
    }
    return { text: parts.join(''), from: start, pieces, line, endLine: this.#next, hasEmpty };
  }

  #heredocs(joined: JoinedLine): Heredoc[] {
    const found: Heredoc[] = [];
    for (const sign of heredocSigns(joined.text)) {
      const doc = this.#heredoc(joined, sign);
      found.push(doc);
      if (doc.ended) continue;
      this.#faults.push({ from: doc.from, to: doc.to, cause: cause('heredoc-open', { name: doc.name.slice(0, 100) }) });
    }
    return found;
  }

  #heredoc(joined: JoinedLine, { name, expands, strips, at, length }: HeredocSign): Heredoc {
    const { from, to } = sourceRange(joined, at, at + length);
    const begin = this.#next;
    let ended = false;
    while (this.#next < this.#lineStarts.length && !ended) {
      ended = this.#isEnd(this.#next, name, strips);
      this.#next += 1;
    }
    const endLine = this.#next;
    const end = this.#text.length;
    const body = { from: this.#lineStarts[begin] ?? end, to: ended ? (this.#lineStarts[endLine - 1] ?? end) : end };
    return { from, to, name, expands, strips, body, line: Math.min(begin + 1, endLine), endLine, ended };
  }

  #isEnd(index: number, name: string, strips: boolean): boolean {
    let start = this.#lineStarts[index] ?? this.#text.length;
    const to = this.#lineEnd(index, start);
    if (strips) while (start < to && this.#text.charCodeAt(start) === 9) start += 1;
    return to - start === name.length && this.#text.startsWith(name, start);
  }

  /** A line without what ends it. */
  #lineAt(index: number): Range {
    const start = this.#lineStarts[index] ?? this.#text.length;
    const to = this.#lineEnd(index, start);
    // A byte order mark is no part of the first line.
    const from = index === 0 && this.#text.charCodeAt(0) === 0xfeff ? 1 : start;
    return { from: Math.min(from, to), to };
  }

  #lineEnd(index: number, start: number): number {
    const next = this.#lineStarts[index + 1];
    let to = next === undefined ? this.#text.length : next - 1;
    while (to > start && this.#text.charCodeAt(to - 1) === 13) to -= 1;
    return to;
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

function takesHeredocs({ keyword, json, trigger }: Instruction): boolean {
  if (keyword === 'ONBUILD') return trigger !== undefined && withHeredocs.has(trigger.keyword) && !trigger.json;
  return withHeredocs.has(keyword) && !json;
}

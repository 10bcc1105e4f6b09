import type { Cause } from '../rpc/problem.ts';

/** A piece of a Dockerfile's text, in UTF-16 units from its beginning; `to` is behind its last one. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A word of an instruction, with where it stands in the file. */
export interface Word extends Range {
  readonly text: string;
}

/** `# escape=…`, `# syntax=…` or `# check=…`. */
export interface Directive extends Range {
  /** In small letters. */
  readonly name: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** `--name=value` before an instruction's own words. */
export interface Flag extends Range {
  readonly name: string;
  /** Without its quotes; absent where there is no `=`. */
  readonly value?: string;
}

/** Lines between an instruction and a line of their own that ends them. */
export interface Heredoc extends Range {
  /** The line that ends it; the range is that of `<<NAME` in the instruction. */
  readonly name: string;
  /** Whether variables in it are filled in, by the builder or a shell: not where its name is quoted. */
  readonly expands: boolean;
  /** `<<-`: tabs at the beginning of its lines are no part of it. */
  readonly strips: boolean;
  readonly body: Range;
  /** The first line of the body, from 1; the end's own line where it is empty. */
  readonly line: number;
  /** The line that ends it, from 1; the file's last one where nothing does. */
  readonly endLine: number;
  readonly ended: boolean;
}

/** One instruction. */
export interface Instruction extends Range {
  /** In capitals, known or not. */
  readonly keyword: string;
  readonly keywordRange: Range;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The last line before its here-documents. */
  readonly codeEndLine: number;
  /** Its last line with all that belongs to it. */
  readonly endLine: number;
  /** All of it with its lines joined, as builders name it. */
  readonly code: string;
  readonly flags: readonly Flag[];
  /** What follows the flags, without spaces around it. */
  readonly rest: string;
  /** Where `rest` begins in `joined`. */
  readonly restAt: number;
  readonly joined: JoinedLine;
  /** The words, where they are a list in JSON that the instruction takes as one. */
  readonly json: readonly string[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** Of `ONBUILD`. */
  readonly trigger: Instruction | undefined;
}

/** Lines that an escape at their end makes one. Comments and empty lines between them are left out. */
export interface JoinedLine {
  readonly text: string;
  /** Where it begins in the file. */
  readonly from: number;
  /** The pieces it is made of, where they are several: where each begins in `text` and in the file. */
  readonly pieces: readonly JoinedPiece[] | undefined;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly endLine: number;
  /** Whether a line in it is empty. */
  readonly hasEmpty: boolean;
}

/** What one line of the file adds to a joined one. */
export interface JoinedPiece {
  readonly at: number;
  readonly from: number;
  /** From 1. */
  readonly line: number;
}

/** What builders refuse in the file's form, whatever its instructions mean. */
export interface ReadFault extends Range {
  readonly cause: Cause;
}

/** A Dockerfile as BuildKit's parser sees it. */
export interface Dockerfile {
  readonly text: string;
  /** The offsets at which lines begin. */
  readonly lineStarts: ArrayLike<number>;
  readonly escape: Escape;
  readonly directives: readonly Directive[];
  readonly instructions: readonly Instruction[];
  /** Comments that are no directives. */
  readonly comments: readonly Range[];
  readonly faults: readonly ReadFault[];
}

export type Escape = '\\' | '`';

/** A place in a text. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 units from 0. */
  readonly column: number;
}

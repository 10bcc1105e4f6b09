import { afterSpaces, isSpace } from './chars.ts';
import { Quotes } from './quotes.ts';
import { readDockerfile } from './read.ts';
import type { Dockerfile, Instruction, JoinedPiece } from './types.ts';
import { quotedWords } from './words.ts';

/** What continued lines begin with. */
const indent = '    ';

/** The instructions for which spaces between words mean no more than one. */
const loose = new Set('ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL VOLUME'.split(' '));

/** Instead of `[from, to)` stands something else. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * A Dockerfile whose instructions begin at the margin and whose continued lines are indented by four spaces. What it
 * builds stays the same: here-documents, the inside of quotes, words that go on in the next line, and values that begin
 * or end with spaces are left as they are.
 */
export function formatDockerfile(text: string): string {
  const file = readDockerfile(text);
  const edits = file.instructions.flatMap((instruction) => editsOf(file, instruction));
  let done = 0;
  const pieces = edits.map((edit) => {
    const before = text.slice(done, edit.from);
    done = edit.to;
    return before + edit.text;
  });
  return pieces.join('') + text.slice(done);
}

function editsOf(file: Dockerfile, instruction: Instruction): Edit[] {
  const { joined } = instruction;
  // A byte order mark may stand at the beginning of the first line.
  const edits = joined.line === 1 ? [] : indentEdit(file, joined.line, '');
  if (!joined.pieces || !isLoose(file, instruction)) return edits;
  const quotes = new Quotes(file.escape);
  for (const [index, piece] of joined.pieces.entries()) {
    const next = joined.pieces[index + 1];
    quotes.take(joined.text.slice(piece.at, next?.at ?? joined.text.length));
    if (!next || !quotes.areOutside || !isBetweenWords(joined.text, next, file.escape)) continue;
    // Comments between the two lines, too.
    for (let line = piece.line + 1; line <= next.line; line += 1) edits.push(...indentEdit(file, line, indent));
  }
  return edits;
}

function isLoose(file: Dockerfile, instruction: Instruction): boolean {
  const { keyword, trigger } = instruction;
  if (trigger) return isLoose(file, trigger);
  if (!loose.has(keyword)) return false;
  // The old form `ENV name value` takes its value as it stands.
  const isPairs = keyword === 'ENV' || keyword === 'LABEL';
  return !isPairs || quotedWords(instruction, file.escape)[0]?.text.includes('=') === true;
}

/** Whether spaces part what a line ends with from what the next one begins with. One that is escaped is part of a word. */
function isBetweenWords(text: string, { at }: JoinedPiece, escape: string): boolean {
  const isParting = (place: number) =>
    isSpace(text.charCodeAt(place)) && text[place - 1] !== '\\' && text[place - 1] !== escape;
  return isParting(at) || (at > 0 && isParting(at - 1));
}

/** Gives a line, from 1, another indentation; empty ones keep theirs. */
function indentEdit({ text, lineStarts }: Dockerfile, line: number, wanted: string): Edit[] {
  const from = lineStarts[line - 1] ?? 0;
  const end = (lineStarts[line] ?? text.length + 1) - 1;
  const to = afterSpaces(text, from, end);
  if (to >= end || text.slice(from, to) === wanted) return [];
  return [{ from, to, text: wanted }];
}

import type { Dockerfile, Instruction, Range } from '../../../app/dockerfile/types.ts';

/**
 * A Dockerfile as the language service reads it right: of the same length and with the same lines, but without what it
 * misreads. Here-documents are blank, their signs a word, comments empty, and a line that does not go on ends in no escape.
 */
export function plainDockerfile(file: Dockerfile): string {
  const { text } = file;
  const edits = [
    ...(text.startsWith('\ufeff') ? [{ from: 0, to: 1, text: ' ' }] : []),
    ...file.comments.map(({ from, to }) => ({ from: from + 1, to, text: ' '.repeat(to - from - 1) })),
    ...file.instructions.flatMap((instruction) => instructionEdits(file, instruction)),
  ].sort((a, b) => a.from - b.from);
  let done = 0;
  let plain = '';
  for (const edit of edits) {
    if (edit.from < done) continue;
    plain += text.slice(done, edit.from) + edit.text;
    done = edit.to;
  }
  return plain + text.slice(done);
}

interface Edit extends Range {
  readonly text: string;
}

function instructionEdits(file: Dockerfile, instruction: Instruction): Edit[] {
  const { heredocs } = instruction;
  const edits = heredocs.map(({ from, to }) => ({ from, to, text: 'x'.repeat(to - from) }));
  const [first] = heredocs;
  const last = heredocs.at(-1);
  if (first && last) {
    const { from } = first.body;
    const to = Math.max(from, file.lineStarts[last.endLine] ?? file.text.length);
    edits.push({ from, to, text: file.text.slice(from, to).replace(/[^\r\n]/g, ' ') });
  }
  return [...edits, ...endEdits(file, instruction)];
}

/** An escaped escape at the end of the last line. */
function endEdits({ text, lineStarts, escape }: Dockerfile, { codeEndLine }: Instruction): Edit[] {
  const start = lineStarts[codeEndLine - 1] ?? 0;
  let end = (lineStarts[codeEndLine] ?? text.length + 1) - 1;
  while (end > start && /[ \t\r]/.test(text[end - 1] ?? '')) end -= 1;
  let from = end;
  while (from > start && text[from - 1] === escape) from -= 1;
  return end - from < 2 ? [] : [{ from, to: end, text: 'x'.repeat(end - from) }];
}

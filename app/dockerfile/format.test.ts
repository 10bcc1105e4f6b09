import { describe, expect, test } from 'vitest';
import { formatDockerfile } from './format.ts';

describe('formatting', () => {
  test.each([
    ['indents continued lines', 'FROM a\nRUN b && \\\nc\n', 'FROM a\nRUN b && \\\n    c\n'],
    ['by as much whatever they had', 'RUN a \\\n\t\tb \\\n  c', 'RUN a \\\n    b \\\n    c'],
    ['and comments between them', 'RUN a \\\n# c\n  # d\nb', 'RUN a \\\n    # c\n    # d\n    b'],
    ['puts instructions at the margin', 'FROM a\n  RUN b', 'FROM a\nRUN b'],
    ['knows the file’s escape', '# escape=`\nRUN a `\nb', '# escape=`\nRUN a `\n    b'],
    ['goes into triggers', 'ONBUILD RUN a \\\nb', 'ONBUILD RUN a \\\n    b'],
    ['indents lists in JSON', 'CMD [ \\\n"a", \\\n"b c"]', 'CMD [ \\\n    "a", \\\n    "b c"]'],
    ['indents pairs', 'ENV A=1 \\\nB="x y" \\\nC=z', 'ENV A=1 \\\n    B="x y" \\\n    C=z'],
    ['keeps the ends of lines', 'RUN a \\\r\nb\r\n', 'RUN a \\\r\n    b\r\n'],
  ])('%s', (_, text, expected) => {
    expect(formatDockerfile(text)).toBe(expected);
    expect(formatDockerfile(expected)).toBe(expected);
  });

  test.each([
    ['the inside of double quotes', 'RUN echo "a \\\n  b"'],
    ['the inside of single quotes', "RUN echo 'a \\\n  b'"],
    ['the inside of quotes with escapes', "RUN echo $'it\\'s \\\n  b'"],
    ['quotes in a command in quotes', 'RUN echo "$(echo "a \\\n  b")"'],
    ['quotes as another shell reads them', 'RUN x "C:\\" "a \\\n  b"'],
    ['words that go on', 'RUN ab\\\ncd'],
    ['words that go on behind an escaped space', '# escape=`\nRUN \\ `\n<<r'],
    ['the value of the old form', 'ENV A b \\\n  c'],
    ['what takes all that follows', 'WORKDIR /a \\\n  b'],
    ['unfinished quotes', "RUN it's \\\n  a"],
    ['quoted pairs', 'LABEL a="x \\\n  y"'],
    ['here-documents', 'COPY <<EOF /x\n  a \\\nb\nEOF'],
    ['their ends', 'RUN <<-EOF\n\ta\n\tEOF'],
    ['here-documents behind continued lines', 'RUN cat \\\n    <<A <<B\n x\nA\n  RUN y\nB'],
    ['here-documents in triggers', 'ONBUILD RUN <<EOF\n  x\nEOF'],
    ['a here-document without an end', 'RUN <<EOF\n  RUN a \\\n b'],
    ['what stands before directives', '  # escape=`\n  # x\nFROM a'],
  ])('leaves %s', (_, text) => expect(formatDockerfile(text)).toBe(text));
});

import { describe, expect, test } from 'vitest';
import { cause } from '../rpc/problem.ts';
import { positionAt } from './positions.ts';
import { readDockerfile } from './read.ts';
import type { Instruction } from './types.ts';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const shapes = (text: string): (string | number)[][] =>
  readDockerfile(text).instructions.map(({ keyword, line, endLine }) => [keyword, line, endLine]);
const only = (text: string): Instruction => {
  const [instruction] = readDockerfile(text).instructions;
  if (!instruction) throw new Error('no instruction');
  return instruction;
};
const names = (text: string): string[] => only(text).heredocs.map(({ name }) => name);

describe('directives', () => {
  test.each([
    ['# escape=`\nFROM a', '`'],
    ['#escape=`\nFROM a', '`'],
    ['#   ESCAPE  =  `  \nFROM a', '`'],
    ['\ufeff# escape=`\nFROM a', '`'],
    ['# escape=`\r\nFROM a', '`'],
    ['# syntax=docker/dockerfile:1\n# escape=`\nFROM a', '`'],
    ['# check=skip=all\n# escape=`\nFROM a', '`'],
    ['# hi\n# escape=`\nFROM a', '\\'],
    ['\n# escape=`\nFROM a', '\\'],
    ['FROM a\n# escape=`\n', '\\'],
    ['# unknown=x\n# escape=`\nFROM a', '\\'],
    ['# escape=\n# escape=`', '\\'],
  ])('%j', (text, escape) => expect(readDockerfile(text).escape).toBe(escape));

  test('have a name, a value and a line', () => {
    const { directives, comments } = readDockerfile('# syntax = a/b:1 # x\n# check=error=true\n# c\nFROM a');
    expect(directives.map(({ name, value, line }) => [name, value, line])).toEqual([
      ['syntax', 'a/b:1 # x', 1],
      ['check', 'error=true', 2],
    ]);
    expect(comments).toHaveLength(1);
  });

  test('stand behind a shebang for who looks for the frontend only', () => {
    expect(readDockerfile('#!/usr/bin/env x\n# syntax=a\nFROM b').directives).toHaveLength(1);
    expect(readDockerfile('#!/usr/bin/env x\n# escape=`\nFROM b').escape).toBe('\\');
  });

  test('are refused twice, and an escape that is none', () => {
    expect(readDockerfile('# escape=`\n# escape=`\nFROM a').faults[0]?.cause).toEqual(
      cause('directive-twice', { name: 'escape' }),
    );
    expect(readDockerfile('# escape=x\nFROM a').faults[0]?.cause).toEqual(cause('escape-impossible', { given: 'x' }));
  });
});

describe('lines', () => {
  test.each([
    ['go on behind an escape', lines('RUN a \\', '  b', 'CMD c'), 'RUN a   b'],
    ['go on with spaces behind it', 'RUN a \\ \t\n b', 'RUN a  b'],
    ['are joined without a space', 'RUN ab\\\ncd', 'RUN abcd'],
    ['leave comments and empty ones out', lines('RUN a \\', '  # c \\', '', ' b'), 'RUN a  b'],
    ['end behind an escaped escape', lines('RUN dir C:\\\\', 'CMD x'), 'RUN dir C:\\\\'],
    ['go on by the file’s own escape', lines('# escape=`', 'RUN a `', 'b\\'), 'RUN a b\\'],
    ['end with the file', 'RUN a \\', 'RUN a'],
    ['begin with an escape alone', lines('\\', 'RUN a'), 'RUN a'],
    ['may end as on Windows', 'RUN a \\\r\n  b\r\nCMD c\r\n', 'RUN a   b'],
  ])('%s', (_, text, code) => expect(only(text).code).toBe(code));

  test('have their numbers', () => {
    expect(shapes(lines('', 'FROM a', 'RUN b \\', '# c', '', 'd', 'cmd e'))).toEqual([
      ['FROM', 2, 2],
      ['RUN', 3, 6],
      ['CMD', 7, 7],
    ]);
    expect(shapes('FROM a\nWORKDIR C:\\\\\nRUN b')).toEqual([
      ['FROM', 1, 1],
      ['WORKDIR', 2, 2],
      ['RUN', 3, 3],
    ]);
  });

  test('say where each place of them was', () => {
    const text = 'FROM a\n  COPY --link \\\n    --chown=1 x \\\n  # c\n /y\n';
    const copy = readDockerfile(text).instructions[1];
    expect(copy?.flags.map(({ from, to }) => text.slice(from, to))).toEqual(['--link', '--chown=1']);
    expect(text.slice(copy?.from, copy?.to)).toBe(text.slice(9, -1));
    const file = readDockerfile(text);
    expect(positionAt(file, copy?.from ?? 0)).toEqual({ line: 2, column: 2 });
    expect(positionAt(file, copy?.flags[1]?.from ?? 0)).toEqual({ line: 3, column: 4 });
  });
});

describe('flags', () => {
  test.each([
    [
      'RUN --mount=type=cache,target=/x --network=none make',
      [
        ['mount', 'type=cache,target=/x'],
        ['network', 'none'],
      ],
      'make',
    ],
    ['COPY --link a b', [['link', undefined]], 'a b'],
    ['COPY --chown="a b" c d', [['chown', 'a b']], 'c d'],
    ['RUN -- --x', [], '--x'],
    ['RUN -x --y', [], '-x --y'],
    ['HEALTHCHECK --interval=1s CMD --x', [['interval', '1s']], 'CMD --x'],
    ['COPY --a\\ b=c d', [['a b', 'c']], 'd'],
    ['RUN --mount=', [['mount', '']], ''],
  ])('%s', (text, flags, rest) => {
    const found = only(text);
    expect(found.flags.map(({ name, value }) => [name, value])).toEqual(flags);
    expect(found.rest).toBe(rest);
  });
});

describe('here-documents', () => {
  test.each([
    ['RUN <<EOF\nEOF', ['EOF']],
    ['RUN 3<<EOF cat\nEOF', ['EOF']],
    ['RUN <<A <<B\nB\nA\nA\nB', ['A', 'B']],
    ['COPY <<file.txt /x\nfile.txt', ['file.txt']],
    ['COPY <<ü-1 /x\nü-1', ['ü-1']],
    ['RUN <<"a b"\na b', ['a b']],
    ["RUN <<e'o'f\neof", ['eof']],
    ["RUN <<eo\\'f\neo'f", ["eo'f"]],
    ['RUN <<$EOF\n$EOF', ['$EOF']],
    ['RUN << EOF\nEOF', ['EOF']],
    ['RUN << -EOF\n-EOF', ['-EOF']],
    ['RUN <<-EOF\n\tx\n\t\tEOF', ['EOF']],
    ['ADD <<EOF /x\nEOF', ['EOF']],
    ['ONBUILD RUN <<EOF\nEOF', ['EOF']],
    ['RUN a \\\n  b <<EOF\nEOF', ['EOF']],
    ['RUN a <<EOF \\\n  && b\nEOF', ['EOF']],
    ['RUN a\\ <<EOF\nEOF', []],
    ['RUN "<<EOF"', []],
    ["RUN '<<EOF'", []],
    ['RUN ["<<EOF"]', []],
    ['ONBUILD RUN ["<<EOF"]', []],
    ['RUN echo $((1<<N))', []],
    ['RUN cat <<<EOF', []],
    ['RUN x<<EOF', []],
    ['RUN \\<<EOF', []],
    ["RUN it's <<EOF", []],
    ['RUN <<', []],
    ['RUN <<-', []],
    ["RUN <<''", []],
    ['USER <<EOF', []],
    ['CMD <<EOF', []],
    ['ENV A=<<EOF', []],
    ['ONBUILD CMD <<EOF', []],
  ])('%j begins %j', (text, expected) => expect(names(text)).toEqual(expected));

  test('hold what stands before exactly their end', () => {
    const text = lines('RUN <<EOF', 'FROM x', '  EOF', 'EOF ', '# c \\', 'EOF', 'CMD a');
    const [run, cmd] = readDockerfile(text).instructions;
    const [doc] = run?.heredocs ?? [];
    expect(text.slice(doc?.body.from, doc?.body.to)).toBe('FROM x\n  EOF\nEOF \n# c \\\n');
    expect([run?.codeEndLine, run?.endLine, doc?.line, doc?.endLine, cmd?.line]).toEqual([1, 6, 2, 6, 7]);
  });

  test('end in files of Windows, and with tabs where they are stripped', () => {
    expect(shapes('RUN <<EOF\r\nx\r\nEOF\r\nCMD a\r\n')).toEqual([
      ['RUN', 1, 3],
      ['CMD', 4, 4],
    ]);
    expect(shapes('RUN <<EOF\n\tEOF\nEOF\nCMD a')).toEqual([
      ['RUN', 1, 3],
      ['CMD', 4, 4],
    ]);
  });

  test('know whether their variables are filled in, and whether tabs are stripped', () => {
    const of = (text: string) => only(text).heredocs.map(({ expands, strips }) => [expands, strips]);
    expect(of('RUN <<A <<"B" <<-C <<-\'D\'\nA\nB\nC\nD')).toEqual([
      [true, false],
      [false, false],
      [true, true],
      [false, true],
    ]);
    expect(of("RUN <<eo\\'f\neo'f")).toEqual([[true, false]]);
  });

  test('without an end are a fault at their sign, and take the rest', () => {
    const text = 'FROM a\nRUN cat \\\n  <<EOF\nFROM b\n EOF\n';
    const { faults, instructions } = readDockerfile(text);
    expect(instructions).toHaveLength(2);
    expect(faults.map(({ from, to }) => text.slice(from, to))).toEqual(['<<EOF']);
  });
});

describe('lists in JSON', () => {
  test.each([
    ['CMD ["a", "b\\"c"]', ['a', 'b"c']],
    ['RUN []', []],
    ['COPY --link ["a b", "/x"]', ['a b', '/x']],
    ['HEALTHCHECK CMD ["a"]', ['a']],
    ['RUN [ -f x ] && y', undefined],
    ["CMD ['a']", undefined],
    ['ENV ["a"]', undefined],
  ])('%s', (text, words) => expect(only(text).json).toEqual(words));

  test('of anything but strings are refused', () => {
    expect(readDockerfile('CMD ["a", 1]').faults).toHaveLength(1);
  });
});

test('a trigger is an instruction of its own, of one level', () => {
  const { trigger } = only('ONBUILD  COPY --link a \\\n b');
  expect(trigger).toMatchObject({ keyword: 'COPY', rest: 'a  b', code: 'COPY --link a  b' });
  expect(trigger?.flags).toHaveLength(1);
  expect(only(`ONBUILD ${'ONBUILD '.repeat(50_000)}RUN x`).trigger?.trigger).toBeUndefined();
});

test('odd text throws nothing', () => {
  for (const text of ['', '\n', '\\', '\\\n\\\n', '\ufeff', '#', '# escape', 'FROM', 'RUN --', '\0', '\ud800'])
    expect(() => readDockerfile(text)).not.toThrow();
});

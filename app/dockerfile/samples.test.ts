import { expect, test } from 'vitest';
import { dockerfileSamples } from '../../e2e/samples/dockerfiles.ts';
import { formatDockerfile } from './format.ts';
import { readDockerfile } from './read.ts';
import type { Instruction } from './types.ts';
import { blankWords, quotedWords } from './words.ts';

const samples = dockerfileSamples();
/** The same as other editors write them, and badly indented. */
const variants = samples.flatMap(({ name, text }) => [
  [name, text] as const,
  [`${name}, on Windows`, text.replaceAll('\n', '\r\n')] as const,
  [`${name}, with a byte order mark`, `\ufeff${text}`] as const,
  [`${name}, without its last line’s end`, text.trimEnd()] as const,
]);

/** What a builder takes from a file: all but the spaces between words. */
function meaning(text: string): unknown {
  const { escape, directives, instructions, faults } = readDockerfile(text);
  const wordsOf = (instruction: Instruction): unknown => ({
    keyword: instruction.keyword,
    flags: instruction.flags.map(({ name, value }) => [name, value]),
    // Where spaces matter, they stay; elsewhere they part words.
    words: ['WORKDIR', 'USER', 'MAINTAINER', 'STOPSIGNAL'].includes(instruction.keyword)
      ? [instruction.rest]
      : quotedWords(instruction, escape).map((word) => word.text),
    blank: instruction.keyword === 'COPY' ? blankWords(instruction).map((word) => word.text) : [],
    json: instruction.json,
    heredocs: instruction.heredocs.map(({ name, expands, strips, body }) => [
      name,
      expands,
      strips,
      text.slice(body.from, body.to),
    ]),
    trigger: instruction.trigger && wordsOf(instruction.trigger),
  });
  return {
    escape,
    directives: directives.map(({ name, value }) => [name, value]),
    faults: faults.map(({ cause }) => cause),
    all: instructions.map(wordsOf),
  };
}

test('there are sixty samples, and each has its own name', () => {
  expect(new Set(samples.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60);
});

test.each(variants)('%s: is read without a fault', (_, text) => {
  const { faults, instructions } = readDockerfile(text);
  expect(faults).toEqual([]);
  expect(instructions.length).toBeGreaterThan(0);
  const keywords = new Set(instructions.map(({ keyword }) => keyword));
  for (const keyword of keywords)
    expect(keyword).toMatch(
      /^(ADD|ARG|CMD|COPY|ENTRYPOINT|ENV|EXPOSE|FROM|HEALTHCHECK|LABEL|ONBUILD|RUN|SHELL|STOPSIGNAL|USER|VOLUME|WORKDIR)$/,
    );
});

test.each(variants)('%s: means the same when it is formatted', (_, text) => {
  const formatted = formatDockerfile(text);
  expect(meaning(formatted)).toEqual(meaning(text));
  expect(formatDockerfile(formatted)).toBe(formatted);
  // However badly it was indented before.
  const { instructions, lineStarts } = readDockerfile(text);
  const shifted = instructions.reduceRight((all, { line }) => {
    const at = lineStarts[line - 1] ?? 0;
    return line === 1 ? all : `${all.slice(0, at)}\t  ${all.slice(at)}`;
  }, text);
  expect(meaning(formatDockerfile(shifted))).toEqual(meaning(text));
});

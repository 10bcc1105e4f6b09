import { expect, test } from 'vitest';
import { cpuClock } from '../../e2e/cpu-time.ts';
import { Random } from '../../e2e/fuzz/random.ts';
import { dockerfileSamples } from '../../e2e/samples/dockerfiles.ts';
import { adviceOn } from './advice/advise.ts';
import { silence } from './advice/silence.ts';
import { findingsIn } from './findings.ts';
import { formatDockerfile } from './format.ts';
import { outlineDockerfile } from './outline.ts';
import { readDockerfile } from './read.ts';
import { resolveFile } from './resolve.ts';
import type { Dockerfile, Range } from './types.ts';

const edits = 50_000;
/** Some seconds on an idle machine. */
const patience = 240_000;
const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);

/** What has a meaning somewhere, and what is rare in files. */
const pieces = [
  ...'\\`"\'$#<>-=[]{}:/*?%,&|!\n\r\t \0'.split(''),
  '<<EOF',
  '<<-',
  "<<'a'",
  'EOF',
  '\nEOF\n',
  '${',
  '${A:-',
  '${A#*',
  '${A//',
  '$((1<<2))',
  ' \\\n',
  '\\\\\n',
  '\r\n',
  'FROM ',
  'ONBUILD ',
  'RUN ',
  'COPY --from=',
  'ARG A=',
  'ENV A ',
  '# escape=`\n',
  '# syntax=x\n',
  '["a"',
  '--',
  'ü',
  '🚀',
  '\ufeff',
  '\ud800',
  '\u2028',
  '\u0085',
  '\u00a0',
];

function edited(text: string, random: Random): string {
  const from = random.below(text.length + 1);
  const choice = random.below(4);
  if (choice === 0) return text.slice(0, from) + text.slice(from + 1 + random.below(8));
  const piece = random.of(pieces);
  if (choice === 1) return text.slice(0, from) + piece + text.slice(from + 1);
  if (choice === 2) {
    const to = from + random.below(200);
    return text.slice(0, to) + text.slice(from);
  }
  return text.slice(0, from) + piece + text.slice(from);
}

/** What holds of every text. Compared by hand: there are millions of comparisons. */
function judge(text: string): void {
  const file = readDockerfile(text);
  let line = 0;
  let at = 0;
  for (const { from, to, line: first, codeEndLine, endLine, flags, heredocs, keyword } of file.instructions) {
    holds(first > line && codeEndLine >= first && endLine >= codeEndLine, 'lines rise');
    holds(endLine <= file.lineStarts.length && from >= at && keyword !== '', 'places rise');
    for (const range of [...flags, ...heredocs, ...heredocs.map(({ body }) => body), { from, to }]) inside(file, range);
    line = endLine;
    at = to;
  }
  for (const finding of findingsIn(file)) inside(file, finding);
  for (const advice of adviceOn(file)) {
    for (const range of [advice, silence(file, advice.rule), ...(advice.fix ?? [])]) inside(file, range);
  }
  resolveFile(file, { A: 'x' });
  outlineDockerfile(text);
  const formatted = formatDockerfile(text);
  if (formatted === text) return;
  holds(formatDockerfile(formatted) === formatted, 'formatting twice changes nothing');
  holds(shapeOf(readDockerfile(formatted)) === shapeOf(file), 'formatting keeps the instructions');
}

function shapeOf({ escape, instructions, text }: Dockerfile): string {
  const shapes = instructions.map(({ keyword, heredocs, flags }) => [
    keyword,
    flags.map(({ name, value }) => [name, value]),
    heredocs.map(({ name, body }) => [name, text.slice(body.from, body.to)]),
  ]);
  return JSON.stringify([escape, shapes]);
}

function inside({ text }: Dockerfile, { from, to }: Range): void {
  holds(from >= 0 && to >= from && to <= text.length, 'a range lies in the text');
}

function holds(is: boolean, what: string): void {
  if (!is) throw new Error(`does not hold: ${what}`);
}

test(
  `random edits break nothing (SEED=${seed})`,
  () => {
    const random = new Random(seed);
    const samples = dockerfileSamples();
    const used = cpuClock();
    let text = '';
    for (let n = 0; n < edits; n += 1) {
      // Some edits gather before a file is given up for another one.
      if (n % 20 === 0) text = random.of(samples).text;
      text = edited(text, random);
      try {
        judge(text);
      } catch (error) {
        throw new Error(`SEED=${seed}, edit ${n}: ${JSON.stringify(text)}`, { cause: error });
      }
    }
    expect(used()).toBeLessThan(patience);
  },
  patience + 60_000,
);

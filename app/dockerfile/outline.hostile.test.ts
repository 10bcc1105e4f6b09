import { expect, test } from 'vitest';
import { cpuClock } from '../../e2e/cpu-time.ts';
import { adviceOn } from './advice/advise.ts';
import { outlineDockerfile } from './outline.ts';
import { readDockerfile } from './read.ts';

const size = 1024 * 1024;
const filled = (piece: string): string => piece.repeat(Math.floor((size - 100) / piece.length));

/** A tenth of a second on an idle machine; where a reader looks at the same characters again and again, hours. */
const patience = 20_000;

/** Texts of 1 MiB. */
const shapes: Readonly<Record<string, string>> = {
  'an argument without end': `ARG ${filled('a')}!`,
  'many arguments': filled('ARG a\n'),
  'many arguments in a line': `ARG ${filled('a ')}`,
  'quotes without end': `ARG ${filled('a="')}`,
  'quotes in turns': `ARG ${filled(`"'`)}`,
  'variables in variables': `FROM ${filled('${a-')}`,
  'many stages': filled('FROM a\n'),
  'many here-documents in a line': `RUN ${filled('<<a ')}`,
  'many here-documents': filled('RUN <<a\n'),
  'a here-document with half a name': `RUN ${filled('<<"a')}`,
  'a here-document after spaces': `RUN <<${filled(' ')}`,
  'a line of spaces': `${filled(' ')}x`,
  'a line that goes on': `RUN a \\\n${filled(' \\\n')}`,
  'a directive of spaces': `# ${filled(' ')}escape`,
  'a line': `RUN ${filled('x')}`,
  'lines of nothing': filled('\n'),
  'words that are none': filled('x\n'),
  'many commands': `FROM a\nRUN ${filled('apt-get install;')}`,
  'many commands and copies': `FROM a\n${filled('COPY . /\nRUN npm i\nCMD a\nARG A_KEY\n')}`,
  'quotes in a command': `FROM a\nRUN ${filled(`"\\'`)}`,
  'escapes in a command': `FROM a\nRUN ${filled('\\\\')}x`,
  'many words in a command': `FROM a\nRUN pip ${filled('- ')}`,
  'stages from stages': filled('FROM a AS a\nRUN apt-get update\nADD a /\n'),
};

test.each(Object.entries(shapes))(
  '%s is read in time',
  (_, text) => {
    const used = cpuClock();
    const { stages, args } = outlineDockerfile(text);
    expect(used()).toBeLessThan(patience);
    expect(stages.length).toBeLessThanOrEqual(500);
    expect(args.length).toBeLessThanOrEqual(500);
    expect(adviceOn(readDockerfile(text)).length).toBeLessThanOrEqual(200);
    expect(used()).toBeLessThan(patience);
  },
  180_000,
);

test('what is longer than any Dockerfile is not looked into', () => {
  expect(outlineDockerfile(filled('FROM a\n').repeat(2))).toEqual({ stages: [], args: [] });
});

import { formatDockerfile } from '../../app/dockerfile/format.ts';
import { outlineDockerfile } from '../../app/dockerfile/outline.ts';
import { readDockerfile } from '../../app/dockerfile/read.ts';
import { dockerfileSamples } from '../samples/dockerfiles.ts';
import type { Benchmark } from './tools/context.ts';

const sizes = [1_000, 10_000, 100_000, 1_000_000] as const;
const runs = 7;
/** So many bytes are read for each measurement, so that a short text is not lost in the clock. */
const perRun = 1_000_000;

/** Our samples, and shapes that a reader could choke on. */
const texts: Readonly<Record<string, string>> = {
  'sixty samples': dockerfileSamples()
    .map(({ text }) => text)
    .join('\n'),
  'short lines': 'RUN a\n',
  'one line': 'RUN a && b ',
  'lines that go on': 'RUN a \\\n  b "c" \\\n  # d\n  $E\n',
  'here-documents': 'RUN <<A <<"B"\nx\nA\ny\nB\n',
  variables: 'ARG A=${B:-${C#*x}}\nENV D="$A" E=$D\n',
};

/** Reading, outlining and formatting Dockerfiles: ns per byte must not rise with the size. */
export const dockerfile: Benchmark = {
  name: 'dockerfile',
  run: async ({ report }) => {
    for (const [name, piece] of Object.entries(texts)) {
      for (const size of sizes) {
        const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
        report({ name: `read ${name}, ${size / 1000} k`, unit: 'ns/B', gantry: perByte(text, readDockerfile) });
      }
    }
    const sample = texts['sixty samples'] ?? '';
    for (const size of sizes) {
      const text = sample.repeat(Math.ceil(size / sample.length)).slice(0, size);
      report({ name: `outline, ${size / 1000} k`, unit: 'ns/B', gantry: perByte(text, outlineDockerfile) });
      report({ name: `format, ${size / 1000} k`, unit: 'ns/B', gantry: perByte(text, formatDockerfile) });
    }
  },
};

/** The CPU time in ns that a function takes for a byte of a text, measured several times. */
function perByte(text: string, work: (text: string) => unknown): number[] {
  const times = Math.max(1, Math.round(perRun / text.length));
  work(text);
  return Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    for (let n = 0; n < times; n += 1) work(text);
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1000) / (times * text.length);
  });
}

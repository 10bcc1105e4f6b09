import { expect, test } from 'vitest';
import { growth } from '../../../e2e/cpu-time.ts';
import { projectFindings, readText } from './findings.ts';

test('many services that need each other, share lists or are missing take time that grows as they do', () => {
  const row = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('');
  const shapes = [
    (n: number) => `services:\n${row(n, (at) => `  s${at}: {image: x, depends_on: [s${(at + 1) % n}]}\n`)}`,
    (n: number) => `services:\n${row(n, (at) => `  s${at}: {image: x, depends_on: [gone${at}]}\n`)}`,
    (n: number) =>
      `x-n: &n [${row(n, (at) => `n${at},`)}]\nservices:\n${row(n, (at) => `  s${at}: {image: x, networks: *n, links: *n}\n`)}`,
    (n: number) => `services:\n  a:\n    image: x\n    ports: [${row(n, (at) => `"${at}:${at}",`)}]\n`,
  ];
  for (const shape of shapes) {
    const of = (count: number) => {
      const read = readText(shape(count));
      return () => projectFindings(read);
    };
    expect(growth(of(5000), of(10_000))).toBeLessThan(3);
  }
}, 60_000);

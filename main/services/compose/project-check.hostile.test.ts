import { expect, test } from 'vitest';
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
  const cpuOf = (text: string): number => {
    const read = readText(text);
    const before = process.cpuUsage();
    projectFindings(read);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  for (const shape of shapes) {
    const [half = 0, whole = 0] = [5000, 10_000].map((count) => Math.min(...[1, 2, 3].map(() => cpuOf(shape(count)))));
    expect(whole).toBeLessThan(500);
    expect(whole).toBeLessThan(3.3 * half + 50);
  }
}, 60_000);

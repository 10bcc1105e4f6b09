import { describe, expect, test } from 'vitest';
import { projectFindings, readText, schemaFindings } from './findings.ts';
import { refusedProjects, takenProjects, unsure } from './project-fixture.ts';

const findings = (text: string): string[] =>
  projectFindings(readText(text)).map(({ line, message }) => `${line}: ${message}`);

describe('a project', () => {
  test.each(refusedProjects)('%j is wrong in line %s', (text, finding) => {
    expect(schemaFindings(readText(text))).toEqual([]);
    expect(findings(text)).toEqual([expect.stringContaining(finding)]);
  });

  test.each([...takenProjects, ...unsure])('%j has no finding', (text) => {
    expect(readText(text).findings).toEqual([]);
    expect(findings(text)).toEqual([]);
  });
});

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
    const [half = 0, whole = 0] = [5000, 10_000].map((count) => Math.min(...[1, 2].map(() => cpuOf(shape(count)))));
    expect(whole).toBeLessThan(500);
    expect(whole).toBeLessThan(3.3 * half + 50);
  }
}, 60_000);

import { describe, expect, test } from 'vitest';
import { growth } from '../../../e2e/cpu-time.ts';
import { readText, schemaFindings } from './findings.ts';
import { service } from './project-fixture.ts';

/** Files of so many keys, in which each reader of keys has been slow once. */
const large: readonly (readonly [what: string, make: (keys: number) => string])[] = [
  ['keys of one mapping', (keys) => service(`labels:\n${rows(keys, (n) => `  k${n}: v`)}`)],
  ['services', (keys) => `services:\n${rows(keys / 2, (n) => `  s${n}:\n    image: x`)}`],
  ['items of one list', (keys) => service(`security_opt:\n${rows(keys, (n) => `  - o${n}`)}`)],
  ['names', (keys) => `services:\n${rows(keys / 2, (n) => `  s${n}: &s${n}\n    image: x`)}`],
  ['uses of names', (keys) => `x-a: &a {image: x}\nservices:\n${rows(keys, (n) => `  s${n}: *a`)}`],
  ['merged mappings', (keys) => `x-a: &a {image: x}\nservices:\n${rows(keys / 2, (n) => `  s${n}:\n    <<: *a`)}`],
  ['unknown keys', (keys) => service(rows(keys, (n) => `k${n}: v`))],
  ['documents', (keys) => rows(keys / 4, (n) => `---\nservices:\n  s${n}: {image: x, tty: true}`)],
];

function rows(count: number, row: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => row(n)).join('\n');
}

describe('many', () => {
  test.each(large)('%s take time that grows as they do', { timeout: 60_000 }, (_what, make) => {
    const of = (keys: number) => {
      const text = make(keys);
      return () => schemaFindings(readText(text));
    };
    // Four times as long where each was compared with all.
    expect(growth(of(10_000), of(20_000))).toBeLessThan(3);
    expect(growth(of(1000), of(20_000), 60)).toBeLessThan(60);
  });
});

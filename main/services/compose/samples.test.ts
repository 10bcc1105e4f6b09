import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isRecord } from '../../base/json.ts';
import { projectFindings, readText, schemaFindings } from './findings.ts';
import { referred, root, type Schema } from './schema.ts';

/** Small files that together use every key of the schema. Compose takes them all. */
const folder = new URL('../../../e2e/samples/compose/', import.meta.url);
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const);

describe('a valid compose file', () => {
  test.each(samples)('%s has no finding', (_name, text) => {
    const read = readText(text);
    expect([...read.findings, ...schemaFindings(read), ...projectFindings(read)]).toEqual([]);
  });

  test('is there for every key of the schema', () => {
    const used = new Map<Schema, Set<string>>();
    for (const [, text] of samples) {
      for (const document of [parseAllDocuments(text, { merge: true, logLevel: 'silent' })].flat()) {
        if ('toJS' in document) mark(root, document.toJS(), used);
      }
    }
    expect(samples.length).toBeGreaterThanOrEqual(60);
    expect(unused(root, used)).toEqual([]);
  });
});

/** Notes which keys a value uses, by the mapping of the schema that knows them. */
function mark(schema: unknown, value: unknown, used: Map<Schema, Set<string>>): void {
  for (const { properties, patternProperties, items } of shapes(schema)) {
    if (Array.isArray(value)) for (const item of value) mark(items, item, used);
    else if (isRecord(value)) {
      for (const [key, inner] of Object.entries(value)) {
        if (isRecord(properties) && properties[key] !== undefined) {
          used.set(properties, (used.get(properties) ?? new Set()).add(key));
          mark(properties[key], inner, used);
          continue;
        }
        const [, pattern] = Object.entries(patternProperties ?? {}).find(([one]) => new RegExp(one).test(key)) ?? [];
        mark(pattern, inner, used);
      }
    }
  }
}

function unused(schema: unknown, used: ReadonlyMap<Schema, ReadonlySet<string>>): string[] {
  return shapes(schema).flatMap(({ properties, patternProperties, items }) => [
    ...(isRecord(properties) ? Object.keys(properties).filter((key) => !used.get(properties)?.has(key)) : []),
    ...[...Object.values(properties ?? {}), ...Object.values(patternProperties ?? {}), items].flatMap((inner) =>
      unused(inner, used),
    ),
  ]);
}

function shapes(schema: unknown): readonly Schema[] {
  if (!isRecord(schema)) return [];
  const { $ref, oneOf } = schema;
  if (typeof $ref === 'string') return shapes(referred($ref));
  return Array.isArray(oneOf) ? oneOf.flatMap(shapes) : [schema];
}

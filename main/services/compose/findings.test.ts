import { describe, expect, test } from 'vitest';
import { composeNotes } from '../../../app/compose.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { placeOfWords, readText, schemaFindings } from './findings.ts';
import { keysAt } from './schema.ts';

const schema = (text: string) => schemaFindings(readText(text));

describe('findings', () => {
  test('of the YAML stand where it breaks', () => {
    const [first] = readText('services:\n  a:\n    image: [x\n  b: {}\n').findings;
    expect(first).toMatchObject({ severity: 'error', source: 'YAML' });
    expect(first?.line).toBeGreaterThanOrEqual(3);
  });

  test('of an unknown key stand at the key', () => {
    expect(schema('services:\n  web:\n    image: nginx\n    comand: x\n')).toEqual([
      { line: 4, column: 5, message: cause('key-unknown', { key: 'comand' }), severity: 'warning', source: 'Schema' },
    ]);
  });

  test('of a wrong type stand at the value’s key, once', () => {
    const found = schema('services:\n  web:\n    image: nginx\n    ports: 80\n');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: 4, column: 5, severity: 'error' });
    expect(found[0]?.message).toEqual(cause('value-not-of-type', { key: 'ports', lists: 0, types: 'array' }));
  });

  test('of a part do not make the whole wrong', () => {
    const build = 'services:\n  a:\n    build:\n      context: .\n      new_key: 1\n';
    expect(schema(build)).toMatchObject([{ line: 5, severity: 'warning' }]);
  });

  test('bear anchors, merge keys and variables', () => {
    const text =
      'x-base: &base\n  image: nginx\nservices:\n  web:\n    <<: *base\n    init: ${INIT}\n    ports: ["80:80"]\n';
    expect(schema(text)).toEqual([]);
  });

  test('bear an empty file and a bomb of aliases', () => {
    expect(schema('')).toMatchObject([{ line: 1, severity: 'error' }]);
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'.split('').map((name, index) => {
        const before = 'abcdefgh'[index];
        return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
      }),
    ].join('\n');
    expect(schema(bomb)).toHaveLength(8);
    const merged = Array.from({ length: 40 }, (_, n) => `x${n + 1}: &x${n + 1} {<<: [*x${n}, *x${n}]}`);
    expect(schema(`x0: &x0 {a: 1}\n${merged.join('\n')}\nservices: *x40\n`).at(-1)?.message).toEqual(
      cause('file-merges-too-much'),
    );
  });

  test('of Compose itself stand at the place that they name', () => {
    const read = readText('services:\n  a:\n    image: x\n    foo: 1\n  b:\n    depends_on: [zz]\n');
    expect(placeOfWords("services.a additional properties 'foo' not allowed", read)).toEqual({ line: 4, column: 5 });
    const top = readText('services: {}\nnetwork: {}\n');
    expect(placeOfWords(" additional properties 'network' not allowed", top).line).toBe(2);
    expect(placeOfWords('service "b" depends on undefined service "zz": invalid', read).line).toBe(5);
    expect(placeOfWords('services.none.b', read).line).toBe(1);
  });
});

describe('keys', () => {
  const names = (...path: string[]) => keysAt(path).map(({ key }) => key);

  test('are those of the place', () => {
    expect(names()).toEqual(expect.arrayContaining(['services', 'volumes', 'networks']));
    expect(names('services', 'web')).toEqual(expect.arrayContaining(['image', 'ports', 'depends_on']));
    expect(names('services', 'web', 'healthcheck')).toEqual(expect.arrayContaining(['interval', 'test']));
    expect(names('services', 'web', 'build')).toContain('dockerfile');
    expect(names('services')).toEqual([]);
    expect(names('nowhere', '__proto__')).toEqual([]);
  });

  test('are all that the schema and Compose know', () => {
    expect(keysAt(['services', 'web']).length).toBeGreaterThanOrEqual(92);
    expect(names('services', 'web', 'build')).toHaveLength(25);
    expect(names()).toEqual(expect.arrayContaining(['name', 'include', 'models', 'configs', 'secrets']));
    expect(names('services', 'web', 'develop', 'watch', '0')).toContain('initial_sync');
    expect(names('services', 'web', 'models', 'llm')).toEqual(['endpoint_var', 'model_var']);
  });

  test('come with an explanation', () => {
    const places = [[], ['services', 'web'], ['services', 'web', 'build'], ['services', 'web', 'healthcheck']];
    for (const path of [...places, ['networks', 'a'], ['volumes', 'a'], ['secrets', 'a'], ['configs', 'a']]) {
      expect(keysAt(path).filter(({ info }) => info === '')).toEqual([]);
    }
    const noted = [
      [],
      ...places,
      ['services', 'a', 'develop', 'watch', '0'],
      ['services', 'a', 'models', 'b'],
      ['models', 'a'],
    ]
      .flatMap(keysAt)
      .flatMap(({ info }) => (typeof info === 'string' ? [] : [info.note]));
    expect(new Set(noted)).toEqual(new Set(composeNotes));
  });
});

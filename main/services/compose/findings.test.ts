import { describe, expect, test } from 'vitest';
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
      { line: 4, column: 5, message: '“comand” is not a known key here.', severity: 'warning', source: 'Schema' },
    ]);
  });

  test('of a wrong type stand at the value’s key, once', () => {
    const found = schema('services:\n  web:\n    image: nginx\n    ports: 80\n');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ line: 4, column: 5, severity: 'error' });
    expect(found[0]?.message).toContain('array');
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
    expect(schema(bomb)).toMatchObject([{ severity: 'error' }]);
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
});

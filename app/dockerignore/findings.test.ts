import { describe, expect, test } from 'vitest';
import { saidInFull } from '../../renderer/words/problems.ts';
import { ignoreFindings } from './findings.ts';

const told = (text: string) =>
  ignoreFindings(text).map(({ line, severity, cause }) => `${line} ${severity}: ${saidInFull(cause)}`);

describe('an ignore file', () => {
  test('of ordinary patterns has no finding', () => {
    const text = '# comment\n\nnode_modules\n**/*.log\n/dist/\n*\n!src/**\n!a/[a-z]*\n[!x]\n\\#a\n./b\n.git*\n..c\n';
    expect(told(text)).toEqual([]);
  });

  test.each(['node_modules\\', '[]', '[-x]', '[a-b-c]', '[', '![a-', 'a/[^]/b', '[z-a]'])(
    'tells that %s is refused',
    (pattern) => {
      const [only, ...others] = ignoreFindings(`# a\n\n${pattern}\nb\n`);
      expect(only).toMatchObject({ line: 3, severity: 'error' });
      expect(only?.cause.detail).toContain('syntax error in pattern');
      expect(others).toEqual([]);
    },
  );

  test('tells of a “!” alone in the CLI’s words', () => {
    expect(told('a\n!\n')[0]).toContain('illegal exclusion pattern: "!"');
  });

  test.each(['.', './', '/', '..', '../a', 'a/../..', '../*', 'src\\bin', 'a^*'])(
    'tells that nothing can match %s',
    (pattern) => {
      expect(told(`a\n${pattern}\n`)).toEqual(['2 info: Nothing in the folder can match this pattern.']);
    },
  );

  test('tells of an exception that takes nothing back', () => {
    expect(told('!a\nb\n!c\n')).toEqual(['1 info: This takes nothing back: no pattern before it leaves anything out.']);
  });

  test('tells of more than can be followed, and of at most 200 lines', () => {
    expect(ignoreFindings('a\n'.repeat(10_001))).toMatchObject([{ line: 1, severity: 'error' }]);
    expect(ignoreFindings('[\n'.repeat(10_001))).toHaveLength(200);
  });
});

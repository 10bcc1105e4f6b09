import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merge } from './merge.ts';

it('carries a change over and leaves all else as it is', () => {
  const raw = { Init: true, CapAdd: ['ODD', 'A', 'B'], Sysctls: { odd: '1', a: '1' }, Memory: 5 };
  const before = { CapAdd: ['A', 'B'], Sysctls: { a: '1' }, Memory: 5 };
  const after = { CapAdd: ['B', 'C'], Sysctls: { a: '2', b: '3' } };
  expect(merge(raw, before, after)).toEqual({
    Init: true,
    CapAdd: ['ODD', 'B', 'C'],
    Sysctls: { odd: '1', a: '2', b: '3' },
  });
});

const json = fc.jsonValue({ maxDepth: 3 });

it('changes nothing where nothing was changed, and gives what was asked for where that was all', () => {
  fc.assert(
    fc.property(json, json, json, (raw, before, after) => {
      expect(merge(raw, before, before)).toEqual(raw);
      expect(merge(before, before, after)).toEqual(after);
    }),
  );
});

import { describe, expect, it } from 'vitest';
import { type PaletteEntry, paletteResults } from './palette-results.ts';

const entry = (id: string, label: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  id,
  label,
  onSelect: () => {},
  ...more,
});

describe('palette results', () => {
  it('keeps the order and groups of the entries without a query', () => {
    const { groups } = paletteResults(
      [entry('1', 'A', { group: 'x' }), entry('2', 'B'), entry('3', 'C', { group: 'x' })],
      '',
    );
    expect(groups.map((g) => [g.title, g.results.map((r) => r.entry.id)])).toEqual([
      ['x', ['1', '3']],
      [undefined, ['2']],
    ]);
  });
  it('puts the best first and what cannot be done last', () => {
    const { flat } = paletteResults(
      [entry('1', 'Restart web', { disabled: true }), entry('2', 'Remove old web'), entry('3', 'Restart web 2')],
      'restart web',
    );
    expect(flat.map((r) => r.entry.id)).toEqual(['3', '1']);
  });
  it('finds by keywords without marking letters', () => {
    expect(paletteResults([entry('1', 'Remove', { keywords: 'delete rm' })], 'delete').flat).toMatchObject([
      { at: [] },
    ]);
  });
  it('puts what is nearer at hand first, without a query and among equals', () => {
    const entries = [entry('1', 'Stop db'), entry('2', 'Stop web', { boost: 30 }), entry('3', 'Go', { boost: 3 })];
    expect(paletteResults(entries, '').flat.map((r) => r.entry.id)).toEqual(['2', '3', '1']);
    expect(paletteResults(entries, 'stop').flat.map((r) => r.entry.id)).toEqual(['2', '1']);
    expect(paletteResults(entries, 'stop db').flat.map((r) => r.entry.id)).toEqual(['1']);
  });
  it('draws at most sixty and says how many more there are', () => {
    const { flat, more } = paletteResults(
      Array.from({ length: 2_000 }, (_, i) => entry(`${i}`, `Open ${i}`)),
      'open',
    );
    expect([flat.length, more]).toEqual([60, 1_940]);
  });
});

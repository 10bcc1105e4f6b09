import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPlace, pages, parsePlace } from './place.ts';

describe('a place in the address bar', () => {
  it('leads back to itself', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...pages), text, text, (section, item, tab) => {
        for (const place of [{ section }, { section, item }, { section, item, tab }]) {
          expect(parsePlace(formatPlace(place))).toEqual(place);
        }
      }),
    );
  });

  it('of a name with half characters has these replaced', () => {
    const hash = formatPlace({ section: 'Compose', item: 'half\ud800way 😀' });
    expect(parsePlace(hash)).toEqual({ section: 'Compose', item: 'half\ufffdway 😀' });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%E0%A4%A', '#/constructor'])('%j leads to the containers', (hash) => {
    expect(parsePlace(hash).section).toBe('Containers');
  });
});

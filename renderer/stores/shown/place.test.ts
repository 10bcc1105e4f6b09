import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Kind, keyOf, ofHost } from '../../../app/object-key.ts';
import { formatPlace, openedKey, parsePlace, placeOf, sectionIds } from './place.ts';

const engine = 'e0123456789ab';

describe('a place in the address bar', () => {
  it('leads back to itself', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...sectionIds), text, text, (section, item, tab) => {
        for (const place of [{ section }, { section, item }, { section, item, tab }]) {
          expect(parsePlace(formatPlace(place))).toEqual(place);
        }
      }),
    );
  });

  it('of an object names its engine, and leads back to it, whatever the engine calls it', () => {
    const kinds: readonly Kind[] = ['container', 'image', 'volume', 'network', 'project'];
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), text, fc.option(text, { nil: undefined }), (kind, id, tab) => {
        const key = keyOf({ engine, kind, id });
        const place = parsePlace(formatPlace(placeOf(key, tab)));
        expect(place).toEqual(placeOf(key, tab));
        expect(openedKey(place, [engine])).toBe(key);
        expect(openedKey(place, ['e000000000000'])).toBeUndefined();
      }),
    );
    expect(formatPlace(placeOf(keyOf({ engine, kind: 'volume', id: 'a/b %' }), 'inspect'))).toBe(
      `#/volumes/${engine}/a%2Fb%20%25/inspect`,
    );
    expect(formatPlace(placeOf(keyOf({ engine: ofHost, kind: 'task', id: 't1' })))).toBe('#/activity/t1');
  });

  it.each(['0'.repeat(64), engine.slice(1), 'e0123456789abc'])(
    'of an older Gantry, %s, leads to the object of the engine that is shown',
    (id) => {
      const place = parsePlace(`#/containers/${id}/logs`);
      expect(place).toEqual({ section: 'containers', item: id, tab: 'logs' });
      expect(openedKey(place, [engine, 'e000000000000'])).toBe(keyOf({ engine, kind: 'container', id }));
    },
  );

  it('of an engine alone leads to the list, and what is on no engine is called as it likes', () => {
    expect(parsePlace(`#/images/${engine}`)).toEqual({ section: 'images' });
    expect(parsePlace(`#/builds/${engine}/t1`)).toEqual({ section: 'builds', item: engine, tab: 't1' });
    expect(openedKey({ section: 'builds', item: '/shop' }, [engine])).toBeUndefined();
  });

  it('of a name with half characters has these replaced', () => {
    const hash = formatPlace({ section: 'compose', item: 'half\ud800way 😀' });
    expect(parsePlace(hash)).toEqual({ section: 'compose', item: 'half\ufffdway 😀' });
  });

  it.each(['', '#', '#/', '#/nowhere', '#/%E0%A4%A', '#/constructor'])('%j leads to the containers', (hash) => {
    expect(parsePlace(hash).section).toBe('containers');
  });
});

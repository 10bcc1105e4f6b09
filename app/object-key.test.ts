import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Kind, keyOf, parseKey } from './object-key.ts';

const engine = 'e0123456789ab';
const kinds: readonly Kind[] = ['container', 'image', 'volume', 'network', 'project'];
const engines = fc.stringMatching(/^e[0-9a-f]{12}$/);
const refs = fc.record({
  engine: engines,
  kind: fc.constantFrom(...kinds),
  id: fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('/', '%', '2', 'F', 'e', '\ud800') })),
});

describe('the key of an object', () => {
  it.each([
    'a'.repeat(64),
    `sha256:${'b'.repeat(64)}`,
    'data',
    '/home/me/shop/compose.yaml',
    'C:\\shop\\compose.yaml',
    '../../volume/data',
    `${engine}/volume/data`,
    '/',
    '//',
    '%',
    '%2F',
    '%E0%A4%A',
    'größe 😀 \u202e',
    'half\ud800way',
    'line\nbreak\0',
    '__proto__',
    '',
  ])('leads back to an id such as %j', (id) => {
    for (const kind of kinds) {
      expect(parseKey(keyOf({ engine, kind, id }))).toEqual({ engine, kind, id });
    }
  });

  it('is the same for the same object, and for no other', () => {
    fc.assert(
      fc.property(refs, refs, (a, b) => {
        expect(parseKey(keyOf(a))).toEqual(a);
        const isSame = a.engine === b.engine && a.kind === b.kind && a.id === b.id;
        expect(keyOf(a) === keyOf(b)).toBe(isSame);
      }),
    );
  });

  it('tells volumes of one name apart by their engines, and from a network of that name', () => {
    const data = keyOf({ engine, kind: 'volume', id: 'data' });
    expect(keyOf({ engine: 'e000000000000', kind: 'volume', id: 'data' })).not.toBe(data);
    expect(keyOf({ engine, kind: 'network', id: 'data' })).not.toBe(data);
  });
});

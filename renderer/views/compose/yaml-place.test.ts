import { describe, expect, test } from 'vitest';
import { yamlPlace } from './yaml-place.ts';

/** `|` is the caret. */
function at(text: string) {
  const offset = text.indexOf('|');
  const place = yamlPlace(text.replace('|', ''), offset);
  return place && { ...place, siblings: [...place.siblings] };
}

describe('the place of a caret', () => {
  test('is the keys above, by indentation', () => {
    expect(at('services:\n  web:\n    image: x\n    po|')).toEqual({
      path: ['services', 'web'],
      word: 'po',
      siblings: ['image'],
      indent: 4,
    });
    expect(at('services:\n  web:\n    image: x\n|')).toMatchObject({ path: [], siblings: ['services'] });
    expect(at('services:\n  web:\n    image: x\n  db:\n    |\nvolumes:\n')).toMatchObject({
      path: ['services', 'db'],
      siblings: [],
    });
  });

  test('skips what is deeper, comments and empty lines', () => {
    expect(at('services:\n  web:\n    build:\n      context: .\n\n# note\n    im|\n    ports: []')).toMatchObject({
      path: ['services', 'web'],
      siblings: ['build', 'ports'],
    });
  });

  test('counts an item of a list as 0', () => {
    expect(at('services:\n  web:\n    ports:\n      - target: 80\n        pub|')).toMatchObject({
      path: ['services', 'web', 'ports', '0'],
      siblings: ['target'],
    });
    expect(at('services:\n  web:\n    ports:\n    - ta|')).toMatchObject({ path: ['services', 'web', 'ports', '0'] });
  });

  test('is none in a value', () => {
    expect(at('services:\n  web:\n    image: ngi|')).toBeUndefined();
  });
});

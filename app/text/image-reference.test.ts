import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { said } from '../../renderer/words/problems.ts';
import { familiarReference, fullReference, ImageRef, isFault, parseReference } from './image-reference.ts';

const full = (text: string): string => {
  const parsed = parseReference(text);
  return isFault(parsed) ? said(parsed.fault) : fullReference(parsed);
};
const sha = `sha256:${'a'.repeat(64)}`;

describe('an image reference', () => {
  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['busybox:1.36', 'docker.io/library/busybox:1.36'],
    ['me/app', 'docker.io/me/app:latest'],
    ['docker.io/busybox', 'docker.io/library/busybox:latest'],
    ['index.docker.io/busybox', 'docker.io/library/busybox:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/a/b:t', 'localhost:5000/a/b:t'],
    ['[::1]:5000/app', '[::1]:5000/app:latest'],
    ['Registry/app', 'Registry/app:latest'],
    [`app@${sha}`, `docker.io/library/app@${sha}`],
    [`app:1@${sha}`, `docker.io/library/app:1@${sha}`],
    ['a__b/c--d', 'docker.io/a__b/c--d:latest'],
  ])('%s is %s', (text, expected) => expect(full(text)).toBe(expected));

  test.each([
    '',
    'App',
    'a b',
    'a:',
    ':a',
    'a/',
    '/a',
    'a//b',
    'a___b',
    'a..b',
    '-a',
    'a@',
    'a@sha256:12',
    `a@md5:${'a'.repeat(32)}`,
    'a:-x',
    `a:${'x'.repeat(129)}`,
    'a'.repeat(256),
    'f'.repeat(64),
    'host:port/a',
    'a:b:c',
    'a\n',
    'docker.io/',
  ])('%j is none', (text) => {
    expect(isFault(parseReference(text))).toBe(true);
    expect(ImageRef.safeParse(text).success).toBe(false);
  });

  test('reads back from its short and its full form as the same, whatever it is', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
    const text = fc
      .tuple(
        fc.option(fc.constantFrom('localhost', 'r.io', 'docker.io', 'h:5000')),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.option(word),
      )
      .map(
        ([domain, path, tag]) =>
          `${domain === null ? '' : `${domain}/`}${path.join('/')}${tag === null ? '' : `:${tag}`}`,
      );
    fc.assert(
      fc.property(text, (each) => {
        const parsed = parseReference(each);
        fc.pre(!isFault(parsed));
        if (isFault(parsed)) return;
        expect(parseReference(fullReference(parsed))).toEqual(parsed);
        expect(parseReference(familiarReference(parsed))).toEqual(parsed);
      }),
    );
  });

  test.each([
    ['busybox', 'busybox'],
    ['docker.io/library/busybox:1', 'busybox:1'],
    ['docker.io/library/foo/bar', 'library/foo/bar'],
    ['library/foo/bar:1', 'library/foo/bar:1'],
    ['docker.io/library/localhost', 'localhost'],
    ['docker.io/me/app', 'me/app'],
    ['docker.io/library/a.b/c', 'library/a.b/c'],
    // What would be taken for a registry keeps its own.
    ['docker.io/a.b/c', 'docker.io/a.b/c'],
    ['localhost/library/app', 'localhost/library/app'],
  ])('%s is shown as %s', (text, expected) => {
    const parsed = parseReference(text);
    if (isFault(parsed)) throw new Error(said(parsed.fault));
    expect(familiarReference(parsed).replace(/:latest$/, '')).toBe(expected);
    expect(parseReference(expected)).toEqual(parsed);
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 600 }), (text) => void parseReference(text)));
  });
});
